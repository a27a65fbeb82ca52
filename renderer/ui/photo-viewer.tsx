import { ActionIcon, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useLanguage, useTranslate } from './language.tsx';
import styles from './photo-viewer.module.css';

interface PhotoViewerProps {
  /** Which of how many. */
  readonly title: string;
  /** Address of the picture; undefined while it is not there. */
  readonly url: string | undefined;
  /** Address of the thumbnail, shown large until the picture is there. */
  readonly thumbnailUrl: string | undefined;
  /** What the photo shows, for screen readers. */
  readonly alt: string;
  /** Lies over a picture that is not there: how to get it. */
  readonly over?: ReactNode;
  /** Below the picture, between the ways to the others. */
  readonly children: ReactNode;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One photo, as large as the window allows: arrows go to the others, Escape closes. */
export function PhotoViewer(props: PhotoViewerProps): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const { title, url, thumbnailUrl, alt, over, children, onPrevious, onNext, onClose } = props;
  const [Back, Onward] =
    language === 'ar' ? [IconChevronRight, IconChevronLeft] : [IconChevronLeft, IconChevronRight];
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    // In a field the arrows belong to what is typed.
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return;
    const onward = language === 'ar' ? 'ArrowLeft' : 'ArrowRight';
    const back = language === 'ar' ? 'ArrowRight' : 'ArrowLeft';
    const go = event.key === onward ? onNext : event.key === back ? onPrevious : undefined;
    if (!go) return;
    event.preventDefault();
    go();
  };
  const shown = url ?? thumbnailUrl;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="90%"
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
      onKeyDown={keys}
    >
      <div className={styles.content}>
        <div className={styles.stage}>
          {shown ? (
            <img src={shown} alt={alt} className={url ? undefined : styles.small} translate="no" />
          ) : null}
          {over ? <div className={styles.over}>{over}</div> : null}
        </div>
        <div className={styles.foot}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={translate('photos.previous')}
            disabled={!onPrevious}
            onClick={onPrevious}
          >
            <Back size={18} aria-hidden />
          </ActionIcon>
          <div>{children}</div>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={translate('photos.next')}
            disabled={!onNext}
            onClick={onNext}
          >
            <Onward size={18} aria-hidden />
          </ActionIcon>
        </div>
      </div>
    </Modal>
  );
}
