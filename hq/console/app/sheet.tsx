import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './record-list.module.css';

interface SheetProps {
  /** What the table holds, for screen readers. */
  readonly label: string;
  /** One of many pages: it fills the screen and scrolls by itself, and another page starts at its top. */
  readonly page?: number;
  /** May be longer than the window: its head stays in sight. */
  readonly tall?: boolean;
  /** Head and body of the table. */
  readonly children: ReactNode;
  /** Below the table. */
  readonly foot?: ReactNode;
}

/** A table as every screen of the console draws it. Cells may carry `data-numeric` and `data-tight`. */
export function Sheet({ label, page, tall = false, children, foot }: SheetProps): ReactNode {
  return (
    <div className={styles.list} data-page={page}>
      <Scroller key={page} label={label} tall={tall}>
        <table className={styles.table} aria-label={label}>
          {children}
        </table>
      </Scroller>
      {foot ? <div className={styles.foot}>{foot}</div> : null}
    </div>
  );
}

interface ScrollerProps {
  readonly label: string;
  readonly tall: boolean;
  readonly children: ReactNode;
}

/** The keys that scroll reach it by the focus, which it takes when there is something to scroll. */
function Scroller({ label, tall, children }: ScrollerProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const observer = new ResizeObserver(() =>
      setScrolls(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight),
    );
    observer.observe(current);
    if (current.firstElementChild) observer.observe(current.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className={styles.scroller}
      data-tall={tall || undefined}
      {...(scrolls ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}
    >
      {children}
    </div>
  );
}
