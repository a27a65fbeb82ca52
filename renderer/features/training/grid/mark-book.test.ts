import { describe, expect, it } from 'vitest';
import type { MarkView } from '#shared/ipc/training.ts';
import { createMarkBook, type MarkBook } from './mark-book.ts';

const mark = (personId: number, code: MarkView['mark'], minutes: number | null = null): MarkView => ({
  sessionId: 7,
  personId,
  mark: code,
  minutes,
});

interface Reply {
  readonly promise: Promise<readonly MarkView[]>;
  readonly resolve: (before: readonly MarkView[]) => void;
  readonly reject: (error: Error) => void;
}

function laterReply(): Reply {
  let settle: Omit<Reply, 'promise'> = { resolve: () => undefined, reject: () => undefined };
  const promise = new Promise<readonly MarkView[]>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

/** A core that keeps marks and answers when it is told to. */
function slowCore(): {
  readonly sent: (readonly MarkView[])[];
  readonly book: MarkBook;
  readonly errors: unknown[];
  readonly answer: (error?: Error) => Promise<void>;
} {
  const sent: (readonly MarkView[])[] = [];
  const errors: unknown[] = [];
  const stored = new Map<number, MarkView>();
  const waiting: Reply[] = [];
  const book = createMarkBook({
    marks: [],
    onError: (error) => errors.push(error),
    send: (marks) => {
      sent.push(marks);
      const reply = laterReply();
      waiting.push(reply);
      return reply.promise;
    },
  });
  const answer = async (error?: Error): Promise<void> => {
    const marks = sent[sent.length - waiting.length] ?? [];
    const reply = waiting.shift();
    if (error) {
      reply?.reject(error);
    } else {
      const before = marks.map(({ personId }) => stored.get(personId) ?? mark(personId, null));
      for (const each of marks) stored.set(each.personId, each);
      reply?.resolve(before);
    }
    await reply?.promise.catch(() => undefined);
    await Promise.resolve();
  };
  return { sent, book, errors, answer };
}

const shown = (book: MarkBook, personId: number): MarkView['mark'] =>
  book.state().marks.get(`7:${personId}`)?.mark ?? null;

describe('a mark in the grid', () => {
  it('is on its way to the core within the key press, and shown before the core answers', async () => {
    const { sent, book, answer } = slowCore();
    book.mark([mark(1, 'present')]);
    expect(sent).toEqual([[mark(1, 'present')]]);
    expect(shown(book, 1)).toBe('present');
    expect(book.state().status).toBe('saving');
    await answer();
    expect(shown(book, 1)).toBe('present');
    expect(book.state().status).toBe('saved');
  });

  it('goes back to what it was when the core refuses, and cannot be undone twice', async () => {
    const { book, errors, answer } = slowCore();
    book.mark([mark(1, 'present')]);
    await answer();
    book.mark([mark(1, 'absent')]);
    await answer(new Error('disk full'));
    expect(shown(book, 1)).toBe('present');
    expect(book.state().status).toBe('failed');
    expect(errors).toHaveLength(1);
    expect(book.undo()).toEqual([mark(1, null)]);
  });

  it('keeps the newest of several quick presses, whatever the core confirms in between', async () => {
    const { book, answer } = slowCore();
    book.mark([mark(1, 'present')]);
    book.mark([mark(1, 'late')]);
    await answer();
    expect(shown(book, 1)).toBe('late');
    book.receive([mark(1, 'present')]);
    expect(shown(book, 1)).toBe('late');
    await answer();
    expect(shown(book, 1)).toBe('late');
  });

  it('can be undone before the core has answered', async () => {
    const { sent, book, answer } = slowCore();
    book.mark([mark(1, 'present')]);
    expect(book.undo()).toEqual([mark(1, null)]);
    expect(shown(book, 1)).toBe(null);
    await answer();
    await answer();
    expect(sent).toEqual([[mark(1, 'present')], [mark(1, null)]]);
    expect(shown(book, 1)).toBe(null);
    expect(book.redo()).toEqual([mark(1, 'present')]);
  });

  it('is one step with the minutes that follow it', async () => {
    const { sent, book } = slowCore();
    const step = book.mark([mark(1, 'late')]);
    book.mark([mark(1, 'late', 1)], step);
    book.mark([mark(1, 'late', 15)], step);
    expect(sent).toHaveLength(3);
    expect(book.undo()).toEqual([mark(1, null)]);
    expect(book.state().canUndo).toBe(false);
  });

  it('is undone from its message also after other marks', async () => {
    const { book } = slowCore();
    const everyone = book.mark([mark(1, 'present'), mark(2, 'present')]);
    book.mark([mark(3, 'absent')]);
    book.undoOf(everyone);
    expect([1, 2, 3].map((person) => shown(book, person))).toEqual([null, null, 'absent']);
  });

  it('gives way to what another screen or a sync changed', () => {
    const { book } = slowCore();
    book.receive([mark(4, 'excused')]);
    expect(shown(book, 4)).toBe('excused');
  });
});
