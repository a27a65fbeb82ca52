import { Button, Text } from '@mantine/core';
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { RequestOf } from '#shared/ipc/channels.ts';
import { type FigureFormat, figureFormats } from '#shared/ipc/figures.ts';
import { saveFile } from '../../app/bridge.ts';
import { useCall } from '../../app/queries.ts';
import { useLanguage, useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { Ltr } from '../../ui/user-text.tsx';

const icons = { xlsx: IconFileSpreadsheet, csv: IconFileTypeCsv } as const;

/** The figures that are shown, as files. */
export function FigureFiles({ wish }: { readonly wish: RequestOf<'figures.trainings'> }): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const showError = useErrorToast();
  const make = useCall('figures.export');
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (format: FigureFormat): Promise<void> => {
    setSaved(null);
    const { fileName, bytes } = await make.mutateAsync({ ...wish, format, language });
    setSaved(await saveFile(fileName, bytes));
  };
  return (
    <>
      <div role="status">
        {saved ? (
          <Text size="sm">
            {translate('papers.report.savedTables')} <Ltr>{saved}</Ltr>
          </Text>
        ) : null}
      </div>
      {figureFormats.map((format) => {
        const Picture = icons[format];
        return (
          <Button
            key={format}
            variant="default"
            leftSection={<Picture size={16} aria-hidden />}
            disabled={make.isPending}
            onClick={() => save(format).catch(showError)}
          >
            {translate(`figures.save.${format}`)}
          </Button>
        );
      })}
    </>
  );
}
