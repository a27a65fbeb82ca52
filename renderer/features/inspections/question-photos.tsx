import type { ReactNode } from 'react';
import type { PhotoOwner } from '#shared/ipc/attachments.ts';
import { useReply } from '../../app/queries.ts';
import { Photos } from '../../photo/photos.tsx';
import { isOf } from '../../photo/record-photos.tsx';
import { type AddingPhotos, useAddPhotos } from '../../photo/use-add-photos.ts';
import { type PictureTarget, usePictureTarget } from '../../photo/use-picture-target.ts';
import styles from './question-photos.module.css';

/** What a question's line needs to take photos. */
export interface QuestionPhotoPlace {
  readonly owner: PhotoOwner;
  readonly adding: AddingPhotos | undefined;
  readonly target: PictureTarget;
}

/**
 * @param inspectionId the inspection
 * @param questionCode the question
 * @param writable whether photos may be added
 * @returns what the line needs to take photos by drop and paste, and what `QuestionPhotos` shows
 */
export function useQuestionPhotos(
  inspectionId: number,
  questionCode: string,
  writable: boolean,
): QuestionPhotoPlace {
  const owner: PhotoOwner = { kind: 'answer', inspectionId, questionCode, repeat: 0 };
  const adding = useAddPhotos(owner);
  const target = usePictureTarget(writable ? adding.add : undefined);
  return { owner, adding: writable ? adding : undefined, target };
}

interface QuestionPhotosProps {
  readonly inspectionId: number;
  readonly place: QuestionPhotoPlace;
  /** The person has opened comment and evidence: the way to add photos shows too. */
  readonly open: boolean;
}

/** The photos of one answer: those that are there, and the way to add some once the question is opened. */
export function QuestionPhotos({ inspectionId, place, open }: QuestionPhotosProps): ReactNode {
  const { owner, adding } = place;
  const photos = useReply('attachments.list', { scope: { kind: 'inspection', inspectionId } }).data ?? [];
  return (
    <div className={styles.photos}>
      <Photos
        photos={photos.filter((photo) => isOf(owner, photo))}
        adding={adding}
        quiet={!open}
        readOnly={adding === undefined}
      />
    </div>
  );
}
