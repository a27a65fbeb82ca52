import type { ReactNode } from 'react';
import type { PhotoOwner, PhotoScope, PhotoView } from '#shared/ipc/attachments.ts';
import { useReply } from '../app/queries.ts';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { Photos } from './photos.tsx';
import styles from './record-photos.module.css';
import { useAddPhotos } from './use-add-photos.ts';
import { usePictureTarget } from './use-picture-target.ts';

interface RecordPhotosProps {
  readonly owner: PhotoOwner;
  /** The inspection, visit or training that they are read with. */
  readonly scope: PhotoScope;
  readonly readOnly: boolean;
}

/** The photos of a finding, visit or training, with everything that is done with them. */
export function RecordPhotos({ owner, scope, readOnly }: RecordPhotosProps): ReactNode {
  const reply = useReply('attachments.list', { scope });
  const adding = useAddPhotos(owner);
  const target = usePictureTarget(readOnly ? undefined : adding.add);
  const photos = reply.data?.filter((photo) => isOf(owner, photo)) ?? [];
  if (reply.error) return <ErrorAlert error={reply.error} onRetry={() => void reply.refetch()} />;
  return (
    <div className={styles.place} data-over={target.over || undefined} {...target.handlers}>
      <Photos photos={photos} adding={readOnly ? undefined : adding} readOnly={readOnly} />
    </div>
  );
}

/**
 * @param owner a record
 * @param photo a photo
 * @returns whether it is the record's
 */
export function isOf(owner: PhotoOwner, photo: PhotoView): boolean {
  switch (owner.kind) {
    case 'visit':
      return photo.visitId === owner.visitId;
    case 'training':
      return photo.eventId === owner.eventId;
    case 'finding':
      return photo.findingId === owner.findingId;
    case 'answer':
      return (
        photo.inspectionId === owner.inspectionId &&
        photo.questionCode === owner.questionCode &&
        photo.repeat === owner.repeat
      );
  }
}
