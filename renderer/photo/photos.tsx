import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCameraPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PhotoView } from '#shared/ipc/attachments.ts';
import { errorWords } from '../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../ui/language.tsx';
import { PhotoStrip } from '../ui/photo-strip.tsx';
import { UserText } from '../ui/user-text.tsx';
import { PhotoLarge } from './photo-large.tsx';
import { photoLabel, placeOf } from './photo-words.ts';
import type { AddingPhotos, NotAdded } from './use-add-photos.ts';

/** What the picker offers; a picture is known by its content all the same. */
const accepted = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif';

interface PhotosProps {
  readonly photos: readonly PhotoView[];
  /** How photos are added; undefined: they only show. */
  readonly adding: AddingPhotos | undefined;
  /** Nobody asked for the way to add: only photos that are there show. */
  readonly quiet?: boolean;
  readonly readOnly: boolean;
}

/** The photos of one record: thumbnails, the way to add some, and each of them large. */
export function Photos({ photos, adding, quiet = false, readOnly }: PhotosProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [open, setOpen] = useState<number | null>(null);
  const total = photos.length;
  const busy = adding?.progress ?? null;
  const errors = adding?.notAdded ?? [];
  if (quiet && total === 0 && !busy && errors.length === 0) return null;
  return (
    <Stack gap="xs">
      <PhotoStrip
        label={translate('photos.title')}
        photos={photos.map((photo, index) => {
          const place = placeOf(photo);
          return {
            id: photo.id,
            thumbnail: photo.thumbnail,
            label: photoLabel(photo, { number: index + 1, total }, translate, format),
            mark: { icon: place.icon, words: translate(place.words) },
          };
        })}
        onOpen={(index) => setOpen(photos[index]?.id ?? null)}
      />
      {adding && !quiet ? <AddPhotos adding={adding} /> : null}
      {busy && quiet ? <Adding progress={busy} /> : null}
      {errors.length > 0 ? <NotAddedList errors={errors} onClose={adding?.forgetErrors} /> : null}
      {open === null ? null : (
        <PhotoLarge
          photos={photos}
          openId={open}
          readOnly={readOnly}
          onOpen={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </Stack>
  );
}

function AddPhotos({ adding }: { readonly adding: AddingPhotos }): ReactNode {
  const translate = useTranslate();
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <FileButton multiple accept={accepted} onChange={adding.add}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            flex="none"
            leftSection={<IconCameraPlus size={16} aria-hidden />}
            loading={adding.progress !== null}
          >
            {translate('photos.add')}
          </Button>
        )}
      </FileButton>
      {adding.progress ? (
        <Adding progress={adding.progress} />
      ) : (
        <Text size="xs" c="dimmed">
          {translate('photos.addHint')}
        </Text>
      )}
    </Group>
  );
}

function Adding({ progress }: { readonly progress: NonNullable<AddingPhotos['progress']> }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const counts = { number: format.number(progress.number), total: format.number(progress.total) };
  return (
    <Text size="xs" role="status" className="tabular">
      {translate('photos.adding', counts)}
    </Text>
  );
}

interface NotAddedListProps {
  readonly errors: readonly NotAdded[];
  readonly onClose: (() => void) | undefined;
}

/** What was not added, each with why and what to do about it. */
function NotAddedList({ errors, onClose }: NotAddedListProps): ReactNode {
  const translate = useTranslate();
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={translate('photos.notAdded', { count: errors.length })}
      {...(onClose
        ? { withCloseButton: true, onClose, closeButtonLabel: translate('shell.action.close') }
        : {})}
    >
      <Stack gap={6} component="ul" m={0} p={0}>
        {errors.map(({ name, error }) => {
          const { title, body } = errorWords(translate, error);
          return (
            <Text key={name} size="sm" component="li">
              <strong>
                <UserText>{name}</UserText>
              </strong>
              {name === '' ? '' : ': '}
              {title} {body}
            </Text>
          );
        })}
      </Stack>
    </Alert>
  );
}
