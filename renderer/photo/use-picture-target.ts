import { type ClipboardEvent, type DragEvent, useState } from 'react';

/** What makes an element take pictures that are dropped on it or pasted inside it. */
export interface PictureTarget {
  /** Pictures are held over it now. */
  readonly over: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
    readonly onPaste: (event: ClipboardEvent) => void;
  };
}

/**
 * @param take told what was dropped or pasted; undefined: nothing is taken
 * @returns handlers for the element
 */
export function usePictureTarget(take: ((files: readonly File[]) => void) | undefined): PictureTarget {
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      onDragOver: (event) => {
        if (!take || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (!take || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        take([...event.dataTransfer.files]);
      },
      onPaste: (event) => {
        const files = [...event.clipboardData.files];
        // Text beside a picture is meant for the field: spreadsheets and documents copy both.
        if (!take || files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
        event.preventDefault();
        take(files);
      },
    },
  };
}
