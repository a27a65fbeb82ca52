import type { Promised } from './field-work.ts';

/** Something that a process did to the disk, or told the user about it. Paths are absolute. */
export type DiskEvent =
  | { readonly kind: 'open'; readonly file: string; readonly create: boolean; readonly empty: boolean }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'copy';
      readonly file: string;
      readonly at: number;
      readonly from: string;
      readonly fromAt: number;
      readonly length: number;
    }
  | { readonly kind: 'resize'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'folder'; readonly file: string }
  | { readonly kind: 'promise'; readonly promised: Promised };

/** An event with its place among the calls of its name that the process made: where strace can kill it. */
export interface RecordedEvent {
  readonly event: DiskEvent;
  readonly call: string;
  /** 1 for the first call of this name. */
  readonly turn: number;
}

/** The calls by which a process changes files, and those that tell where it writes. */
export const tracedCalls = [
  ...['open', 'openat', 'creat', 'close', 'lseek'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'copy_file_range', 'sendfile', 'splice'],
  ...['truncate', 'ftruncate', 'fallocate', 'fsync', 'fdatasync', 'sync_file_range'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat'],
  ...['unlink', 'unlinkat', 'mkdir', 'mkdirat', 'rmdir', 'io_uring_enter'],
] as const;

/**
 * Reads strace's record of one thread, made with `-xx -y`.
 *
 * @param log text of the record
 * @param root folder whose files count
 * @returns what happened to files below it, and what the user was told, in order
 * @throws Error for a call on these files that this reader does not know: nothing may go unseen
 */
export function readRecord(log: string, root: string): readonly RecordedEvent[] {
  const reader = new RecordReader(root);
  for (const line of log.split('\n')) reader.read(line);
  return reader.events;
}

const callPattern = /^(?<call>\w+)\((?<args>.*)\)\s+= (?<result>-?\d+)(?:<(?<opened>[^>]*)>)?/s;
const fdPattern = /^(?:(?<fd>\d+)|AT_FDCWD)<(?<path>[^>]*)>$/;

class RecordReader {
  readonly events: RecordedEvent[] = [];
  readonly #root: string;
  readonly #turns = new Map<string, number>();
  /** Where the next plain write of a descriptor goes. */
  readonly #positions = new Map<number, number>();

  constructor(root: string) {
    this.#root = root;
  }

  read(line: string): void {
    const { call, args, result, opened } = callPattern.exec(line)?.groups ?? {};
    if (call === undefined || args === undefined) return;
    const turn = (this.#turns.get(call) ?? 0) + 1;
    this.#turns.set(call, turn);
    const event = Number(result) < 0 ? undefined : this.#eventOf(call, split(args), Number(result), opened);
    if (event) this.events.push({ event, call, turn });
  }

  #eventOf(
    call: string,
    args: readonly string[],
    result: number,
    opened: string | undefined,
  ): DiskEvent | undefined {
    const [first = '', second = '', third = '', fourth = ''] = args;
    if (call === 'openat') return this.#opened(third, result, opened);
    if (call === 'write' && /^1</.test(first)) return promiseOf(text(second));
    const names = args.map((argument) => fdPattern.exec(argument)?.groups?.path ?? quoted(argument) ?? '');
    const paths = names.map((name) => (name === '' ? '' : textOf(name)));
    if (!paths.some((name) => name === this.#root || name.startsWith(`${this.#root}/`))) return undefined;
    const [file = '', to = ''] = paths;
    const fd = fdOf(first);
    switch (call) {
      case 'close':
        return undefined;
      case 'lseek':
        this.#positions.set(fd, result);
        return undefined;
      case 'write': {
        const at = this.#goOn(fd, result);
        return { kind: 'write', file, at, bytes: bytesOf(second).subarray(0, result) };
      }
      case 'pwrite64':
        return { kind: 'write', file, at: Number(fourth), bytes: bytesOf(second).subarray(0, result) };
      case 'copy_file_range':
        return {
          kind: 'copy',
          file: paths[2] ?? '',
          at: this.#placeOf(args[3], third, result),
          from: file,
          fromAt: this.#placeOf(second, first, result),
          length: result,
        };
      case 'ftruncate':
        return { kind: 'resize', file, size: Number(second) };
      case 'fsync':
      case 'fdatasync':
        return { kind: 'sync', file };
      case 'rename':
        return { kind: 'rename', from: file, to };
      case 'unlink':
      case 'rmdir':
        return { kind: 'remove', file };
      case 'mkdir':
        return { kind: 'folder', file };
      default:
        throw new Error(`the record holds a call that it cannot be read of: ${call} on ${paths.join(' ')}`);
    }
  }

  /** Where a copy reads or writes: at a place of its own, or where the descriptor stands. */
  #placeOf(argument: string | undefined, descriptor: string, length: number): number {
    const place = /^\[(\d+)\]$/.exec(argument ?? '')?.[1];
    return place === undefined ? this.#goOn(fdOf(descriptor), length) : Number(place);
  }

  #goOn(fd: number, length: number): number {
    const at = this.#positions.get(fd) ?? 0;
    this.#positions.set(fd, at + length);
    return at;
  }

  #opened(flags: string, fd: number, opened: string | undefined): DiskEvent | undefined {
    const file = textOf(opened ?? '');
    this.#positions.set(fd, 0);
    if (!file.startsWith(`${this.#root}/`)) return undefined;
    if (/O_APPEND|O_TMPFILE/.test(flags)) throw new Error(`a file is opened in an unknown way: ${flags}`);
    const [create, empty] = [flags.includes('O_CREAT'), flags.includes('O_TRUNC')];
    return create || empty ? { kind: 'open', file, create, empty } : undefined;
  }
}

/** Strings are in hexadecimal digits, so that a comma always parts two arguments. */
function split(args: string): readonly string[] {
  return args.split(', ');
}

function fdOf(argument: string): number {
  return Number(fdPattern.exec(argument)?.groups?.fd);
}

function quoted(argument: string): string | undefined {
  return /^"([^"]*)"$/.exec(argument)?.[1];
}

function bytesOf(argument: string): Uint8Array {
  const digits = quoted(argument);
  if (digits === undefined) throw new Error('the record was cut short');
  return Buffer.from(digits.replaceAll('\\x', ''), 'hex');
}

function textOf(escaped: string): string {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex').toString();
}

function text(argument: string): string {
  return Buffer.from(bytesOf(argument)).toString();
}

/**
 * @param said a line of the work's output
 * @returns what it promises; undefined for anything else
 */
export function promiseOf(said: string): Extract<DiskEvent, { kind: 'promise' }> | undefined {
  const [, kind, number] = /^(vault|enrolled|commit|people|photo|backup) (\d+)\n?$/.exec(said) ?? [];
  if (kind === undefined) return undefined;
  return { kind: 'promise', promised: { kind: kind as Promised['kind'], number: Number(number) } };
}
