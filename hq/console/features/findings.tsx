import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { ConsoleInspectionDetail } from '#shared/ipc/console.ts';
import { Sheet } from '../app/sheet.tsx';
import { SeverityMark } from '../app/status-marks.tsx';
import { RecordPhotos } from './record-photos.tsx';

/** The findings of an inspection, gravest first. */
export function Findings(props: Pick<ConsoleInspectionDetail, 'findings' | 'photos'>): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (props.findings.length === 0) return <Text>{translate('console.none')}</Text>;
  return (
    <Sheet label={translate('console.inspection.findings')}>
      <thead>
        <tr>
          <th scope="col">{translate('console.inspection.severity')}</th>
          <th scope="col">{translate('console.inspection.finding')}</th>
          <th scope="col">{translate('console.inspection.rule')}</th>
          <th scope="col" data-numeric>
            {translate('console.inspection.actions')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.findings.map((finding) => (
          <tr key={finding.id}>
            <td data-tight>
              <SeverityMark severity={finding.severity} />
            </td>
            <td>
              {finding.description === null ? (
                <Text size="sm" c="dimmed">
                  {translate('console.inspection.restricted')}
                </Text>
              ) : (
                <UserText>{finding.description}</UserText>
              )}
              <RecordPhotos photos={props.photos.filter(({ findingId }) => findingId === finding.id)} />
            </td>
            <td data-tight>
              <Ltr>{finding.ruleRef}</Ltr>
            </td>
            <td data-numeric>{format.number(finding.actions)}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}
