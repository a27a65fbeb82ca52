import { useState } from 'react';
import type { PhotoOwner } from '#shared/ipc/attachments.ts';
import { useCall } from '../app/queries.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useTranslate } from '../ui/language.tsx';
import { preparePhoto } from './prepare-photo.ts';

/** A picture that was not added, and why. */
export interface NotAdded {
  readonly name: string;
  readonly error: Error;
}

/** How adding goes. */
export interface AddingPhotos {
  /** Adds pictures one after the other; what fails stops none of the others. */
  readonly add: (files: readonly File[]) => void;
  /** The picture that is being added and how many there are; null when none is. */
  readonly progress: { readonly number: number; readonly total: number } | null;
  readonly notAdded: readonly NotAdded[];
  readonly forgetErrors: () => void;
}

/**
 * @param owner the record that photos are added to
 * @returns the way to add pictures to it
 */
export function useAddPhotos(owner: PhotoOwner): AddingPhotos {
  const translate = useTranslate();
  const announce = useAnnounce();
  const call = useCall('attachments.add');
  const [progress, setProgress] = useState<AddingPhotos['progress']>(null);
  const [notAdded, setNotAdded] = useState<readonly NotAdded[]>([]);

  async function addAll(files: readonly File[]): Promise<void> {
    let added = 0;
    for (const [index, file] of files.entries()) {
      setProgress({ number: index + 1, total: files.length });
      try {
        await call.mutateAsync({ owner, ...(await preparePhoto(file)) });
        added++;
      } catch (error) {
        const why =
          error instanceof Error ? error : new Error('The picture was not added.', { cause: error });
        setNotAdded((before) => [...before, { name: file.name, error: why }]);
      }
    }
    setProgress(null);
    if (added > 0) announce(translate('photos.added', { count: added }));
  }

  return {
    add: (files) => {
      if (files.length === 0 || progress) return;
      setNotAdded([]);
      // Every failure is shown beside the photos.
      void addAll(files);
    },
    progress,
    notAdded,
    forgetErrors: () => setNotAdded([]),
  };
}
