import { Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PhotoStrip } from '#renderer/ui/photo-strip.tsx';
import { PhotoViewer } from '#renderer/ui/photo-viewer.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { type ConsolePhoto, photoFilePath } from '#shared/ipc/console.ts';

/** Photos of a record: small ones in a row, each large when it is opened. Looking at one large is written down. */
export function RecordPhotos({ photos }: { readonly photos: readonly ConsolePhoto[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [open, setOpen] = useState<number | null>(null);
  const total = photos.length;
  const labelOf = ({ caption }: ConsolePhoto, index: number): string => {
    const counts = { number: format.number(index + 1), total: format.number(total) };
    return caption === null
      ? translate('photos.position', counts)
      : translate('photos.positionWith', { ...counts, caption });
  };
  const shown = open === null ? undefined : photos[open];
  const to = (index: number): (() => void) | undefined => (photos[index] ? () => setOpen(index) : undefined);
  return (
    <>
      <PhotoStrip
        label={translate('photos.title')}
        photos={photos.map((photo, index) => ({
          id: photo.id,
          label: labelOf(photo, index),
          ...(photo.arrived
            ? { url: photoFilePath(photo.id, 'thumbnail') }
            : { mark: { icon: IconHourglass, words: translate('console.photos.onItsWay') } }),
        }))}
        onOpen={setOpen}
      />
      {shown && open !== null ? (
        <PhotoViewer
          title={translate('photos.position', {
            number: format.number(open + 1),
            total: format.number(total),
          })}
          url={shown.arrived ? photoFilePath(shown.id, 'picture') : undefined}
          thumbnailUrl={undefined}
          alt={labelOf(shown, open)}
          over={shown.arrived ? null : <Text size="sm">{translate('console.photos.onItsWayHint')}</Text>}
          onPrevious={to(open - 1)}
          onNext={to(open + 1)}
          onClose={() => setOpen(null)}
        >
          <About photo={shown} />
        </PhotoViewer>
      ) : null}
    </>
  );
}

function About({ photo }: { readonly photo: ConsolePhoto }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <>
      <Text size="sm">
        {photo.caption === null ? translate('photos.noCaption') : <UserText>{photo.caption}</UserText>}
      </Text>
      <Text size="xs" c="dimmed">
        {photo.addedBy === null ? (
          format.moment(photo.addedAt)
        ) : (
          <UserText>
            {translate('photos.addedBy', { who: photo.addedBy, when: format.moment(photo.addedAt) })}
          </UserText>
        )}
        {photo.takenOn ? (
          <>
            {' · '}
            <bdi>
              {translate('photos.taken', { day: format.day(photo.takenOn), time: photo.takenTime ?? '' })}
            </bdi>
          </>
        ) : null}
      </Text>
    </>
  );
}
