import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { photoType } from '#shared/attachments/limits.ts';
import { fromErrorShape } from '#shared/errors.ts';
import type { PhotoView } from '#shared/ipc/attachments.ts';
import { useCall, useReply } from '../app/queries.ts';
import { useMay, useSession } from '../app/session.tsx';
import { DraftTextInput } from '../drafts/draft-text-input.tsx';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { JobProgress } from '../ui/job-progress.tsx';
import { useFormat, useTranslate } from '../ui/language.tsx';
import { PhotoViewer } from '../ui/photo-viewer.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { useErrorToast, useUndoToast } from '../ui/toast.tsx';
import { useObjectUrl } from '../ui/use-object-url.ts';
import { Ltr, UserText } from '../ui/user-text.tsx';
import { photoLabel, placeOf } from './photo-words.ts';

interface PhotoLargeProps {
  readonly photos: readonly PhotoView[];
  /** Which one is shown. */
  readonly openId: number;
  readonly readOnly: boolean;
  readonly onOpen: (id: number) => void;
  readonly onClose: () => void;
}

/** One photo of a record, large: its caption, where it is, and the ways to the others. */
export function PhotoLarge({ photos, openId, readOnly, onOpen, onClose }: PhotoLargeProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const index = photos.findIndex(({ id }) => id === openId);
  const photo = photos[index];
  const picture = useReply('attachments.picture', { id: openId }, { enabled: photo?.here ?? false });
  const url = useObjectUrl(photo?.here ? picture.data : undefined, photoType);
  const thumbnailUrl = useObjectUrl(photo?.thumbnail, photoType);
  if (!photo) return null;
  const to = (place: number): (() => void) | undefined => {
    const other = photos[place];
    return other && (() => onOpen(other.id));
  };
  const place = { number: index + 1, total: photos.length };
  const counts = { number: format.number(place.number), total: format.number(place.total) };
  return (
    <PhotoViewer
      title={translate('photos.position', counts)}
      url={url}
      thumbnailUrl={thumbnailUrl}
      alt={photoLabel(photo, place, translate, format)}
      over={photo.here ? picture.error ? <ErrorAlert error={picture.error} /> : null : <Away photo={photo} />}
      onPrevious={to(index - 1)}
      onNext={to(index + 1)}
      onClose={onClose}
    >
      <About
        key={photo.id}
        photo={photo}
        readOnly={readOnly}
        onGone={to(index + 1) ?? to(index - 1) ?? onClose}
      />
    </PhotoViewer>
  );
}

interface AboutProps {
  readonly photo: PhotoView;
  readonly readOnly: boolean;
  /** What to show once it was removed. */
  readonly onGone: () => void;
}

function About({ photo, readOnly, onGone }: AboutProps): ReactNode {
  const translate = useTranslate();
  const caption = useCall('attachments.setCaption');
  const { id } = photo;
  const place = placeOf(photo);
  return (
    <Stack gap="xs">
      {readOnly ? (
        <Text size="sm">
          {photo.caption === null ? translate('photos.noCaption') : <UserText>{photo.caption}</UserText>}
        </Text>
      ) : (
        <DraftTextInput
          label={translate('photos.caption')}
          recordKey={`photo:${id}`}
          field="caption"
          value={photo.caption ?? ''}
          save={(text) => caption.mutateAsync({ id, caption: text === '' ? null : text })}
        />
      )}
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <StatusBadge tone={place.tone} icon={place.icon}>
            {translate(place.words)}
          </StatusBadge>
          <Facts photo={photo} />
        </Group>
        {readOnly ? null : <Remove id={id} onGone={onGone} />}
      </Group>
    </Stack>
  );
}

function Facts({ photo }: { readonly photo: PhotoView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Text size="xs" c="dimmed">
      <UserText>
        {translate('photos.addedBy', { who: photo.addedBy, when: format.moment(photo.addedAt) })}
      </UserText>
      {photo.takenOn ? (
        <>
          {' · '}
          <bdi>
            {translate('photos.taken', { day: format.day(photo.takenOn), time: photo.takenTime ?? '' })}
          </bdi>
        </>
      ) : null}
      {' · '}
      <Ltr>
        {photo.width} × {photo.height}
      </Ltr>
    </Text>
  );
}

function Remove({ id, onGone }: { readonly id: number; readonly onGone: () => void }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const remove = useCall('attachments.remove');
  const restore = useCall('attachments.restore');
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ id });
    onGone();
    offerUndo({ message: translate('photos.removed'), undo: () => restore.mutateAsync({ id }) });
  };
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={16} aria-hidden />}
      onClick={() => take().catch(showError)}
    >
      {translate('photos.remove')}
    </Button>
  );
}

/** A photo that is not on this laptop: where it is, and the way to get it. */
function Away({ photo }: { readonly photo: PhotoView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { enrolled } = useSession();
  const may = useMay();
  const fetch = useCall('attachments.fetch');
  const cancel = useCall('jobs.cancel');
  const [jobId, setJobId] = useState<string>();
  const job = useReply('jobs.list').data?.find(({ id }) => id === jobId);
  if (!photo.atHeadquarters) return <Text size="sm">{translate('photos.elsewhereHint')}</Text>;
  if (job?.state === 'running') {
    return (
      <JobProgress
        job={{ ...job, total: null }}
        label={translate('photos.getting')}
        onCancel={() => cancel.mutate({ jobId: job.id })}
      />
    );
  }
  const problem = fetch.error ?? (job?.error ? fromErrorShape(job.error) : null);
  return (
    <Stack gap="sm">
      {problem ? <ErrorAlert error={problem} /> : <Text size="sm">{translate('photos.getHint')}</Text>}
      {enrolled && may('sync.run') ? (
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={fetch.isPending}
          onClick={() => fetch.mutate({ id: photo.id }, { onSuccess: (reply) => setJobId(reply.jobId) })}
        >
          {translate('photos.get', { size: format.bytes(photo.size) })}
        </Button>
      ) : null}
    </Stack>
  );
}
