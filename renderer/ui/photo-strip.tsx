import { Tooltip } from '@mantine/core';
import { type Icon, IconPhoto } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { photoType } from '#shared/attachments/limits.ts';
import styles from './photo-strip.module.css';
import { useObjectUrl } from './use-object-url.ts';

/** A photo as the strip shows it. */
export interface StripPhoto {
  readonly id: number;
  /** Its thumbnail, JPEG: bytes at hand or an address; neither while there is none. */
  readonly thumbnail?: Uint8Array | null;
  readonly url?: string;
  /** What it shows and which of how many it is, for screen readers. */
  readonly label: string;
  /** Where it is, as an icon with its words; left out: nothing to say. */
  readonly mark?: { readonly icon: Icon; readonly words: string };
}

interface PhotoStripProps {
  /** Named for screen readers. */
  readonly label: string;
  readonly photos: readonly StripPhoto[];
  readonly onOpen: (index: number) => void;
}

/** Thumbnails in a row; Tab reaches the first one, the arrows the others, Enter opens. */
export function PhotoStrip({ label, photos, onOpen }: PhotoStripProps): ReactNode {
  if (photos.length === 0) return null;
  return (
    <ul className={styles.strip} aria-label={label}>
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <PhotoButton photo={photo} isFirst={index === 0} onOpen={() => onOpen(index)} />
        </li>
      ))}
    </ul>
  );
}

interface PhotoButtonProps {
  readonly photo: StripPhoto;
  readonly isFirst: boolean;
  readonly onOpen: () => void;
}

function PhotoButton({ photo, isFirst, onOpen }: PhotoButtonProps): ReactNode {
  const { label, mark } = photo;
  const made = useObjectUrl(photo.thumbnail, photoType);
  const url = photo.url ?? made;
  const Mark = mark?.icon;
  const button = (
    <button
      type="button"
      className={styles.photo}
      aria-label={mark ? `${label}. ${mark.words}` : label}
      translate="no"
      tabIndex={isFirst ? 0 : -1}
      onClick={onOpen}
      onKeyDown={moveFocus}
    >
      {url ? (
        <img src={url} alt="" draggable={false} />
      ) : (
        <span className={styles.missing}>
          <IconPhoto size={28} stroke={1.3} aria-hidden />
        </span>
      )}
      {Mark ? (
        <span className={styles.mark}>
          <Mark size={14} stroke={1.8} aria-hidden />
        </span>
      ) : null}
    </button>
  );
  return mark ? <Tooltip label={mark.words}>{button}</Tooltip> : button;
}

/** The arrows follow the eye: in Arabic the next photo lies to the left. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  const onward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -step : step;
  const item = event.currentTarget.closest('li');
  const next = onward > 0 ? item?.nextElementSibling : item?.previousElementSibling;
  const button = next?.querySelector('button');
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  button.focus();
}
