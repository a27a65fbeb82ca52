import path from 'node:path';
import type { Random } from '#shared/sample/random.ts';
import type { DiskEvent } from './disk-events.ts';

/** What a disk does to writes that were not flushed before the power went. */
export const losses = ['kept', 'lost', 'cut short', 'reordered', 'torn at 512', 'torn at 4096'] as const;
export type Loss = (typeof losses)[number];

/** Files and folders that a power cut leaves, by path below the root; null stands for a folder. */
export type DiskImage = ReadonlyMap<string, Uint8Array | null>;

type FileChange =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'resize'; readonly size: number };

/** Bytes that grow. */
class Content {
  #bytes = Buffer.alloc(0);
  #size = 0;

  static of(bytes: Uint8Array): Content {
    const content = new Content();
    content.apply({ kind: 'write', at: 0, bytes });
    return content;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  apply(change: FileChange): void {
    const end = change.kind === 'resize' ? change.size : change.at + change.bytes.length;
    if (end > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(end, this.#bytes.length * 2));
      this.bytes.copy(grown);
      this.#bytes = grown;
    }
    if (change.kind === 'write') {
      this.#bytes.set(change.bytes, change.at);
      this.#size = Math.max(this.#size, end);
    } else {
      this.#bytes.fill(0, Math.min(end, this.#size), this.#size);
      this.#size = end;
    }
  }
}

/** A file: as programs see it, as the disk surely has it, and the changes between the two. */
class FileNode {
  readonly now = new Content();
  readonly #safe = new Content();
  #unsafe: FileChange[] = [];

  change(change: FileChange): void {
    this.now.apply(change);
    this.#unsafe.push(change);
  }

  sync(): void {
    for (const change of this.#unsafe) this.#safe.apply(change);
    this.#unsafe = [];
  }

  afterCut(loss: Loss, random: Random): Uint8Array {
    const left = Content.of(this.#safe.bytes);
    for (const change of survivors(this.#unsafe, loss, random)) left.apply(change);
    return left.bytes;
  }
}

/** A folder: its entries as programs see them, as the disk surely has them, and the changes between the two, in order. */
class FolderNode {
  readonly now = new Map<string, FileNode | FolderNode>();
  readonly #safe = new Map<string, FileNode | FolderNode>();
  #unsafe: ((entries: Map<string, FileNode | FolderNode>) => void)[] = [];

  change(change: (entries: Map<string, FileNode | FolderNode>) => void): void {
    change(this.now);
    this.#unsafe.push(change);
  }

  sync(): void {
    for (const change of this.#unsafe) change(this.#safe);
    this.#unsafe = [];
  }

  /** Every file system keeps the order of changes to one folder: how many of them got to the disk is left to chance. */
  afterCut(loss: Loss, random: Random): ReadonlyMap<string, FileNode | FolderNode> {
    const left = new Map(this.#safe);
    for (const change of this.#unsafe.slice(0, reached(this.#unsafe.length, loss, random))) change(left);
    return left;
  }
}

function reached(count: number, loss: Loss, random: Random): number {
  if (loss === 'kept') return count;
  return loss === 'lost' ? 0 : random.between(0, count);
}

function survivors(changes: readonly FileChange[], loss: Loss, random: Random): readonly FileChange[] {
  switch (loss) {
    case 'kept':
      return changes;
    case 'lost':
      return [];
    case 'cut short': {
      const count = random.between(0, changes.length);
      const last = changes[count - 1];
      const rest = last?.kind === 'write' ? pieces(last, 512).slice(0, random.between(0, 8)) : [];
      return [...changes.slice(0, Math.max(0, count - 1)), ...rest];
    }
    case 'reordered':
      return changes.filter(() => random.chance(0.5));
    default: {
      const unit = loss === 'torn at 512' ? 512 : 4096;
      return changes
        .flatMap((change) => (change.kind === 'write' ? pieces(change, unit) : [change]))
        .filter(() => random.chance(0.6));
    }
  }
}

/** The parts of a write that lie in different sectors. */
function pieces(change: Extract<FileChange, { kind: 'write' }>, unit: number): readonly FileChange[] {
  const parts: FileChange[] = [];
  for (let start = 0; start < change.bytes.length; ) {
    const at = change.at + start;
    const end = Math.min(change.bytes.length, start + unit - (at % unit));
    parts.push({ kind: 'write', at, bytes: change.bytes.subarray(start, end) });
    start = end;
  }
  return parts;
}

/**
 * A disk as POSIX promises it and no better: what a file holds is safe once the file was flushed, and that it is there, or
 * has its new name, once its folder was.
 */
export class Disk {
  readonly #root: string;
  readonly #top = new FolderNode();

  /** @param root folder that was there, and empty, at the beginning */
  constructor(root: string) {
    this.#root = root;
  }

  /** Does what a process did. Throws for what no file system would have let it do. */
  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'promise':
        return;
      case 'open':
        this.#open(event);
        return;
      case 'write':
        this.#file(event.file).change({ kind: 'write', at: event.at, bytes: event.bytes });
        return;
      case 'copy': {
        const bytes = Buffer.from(this.#file(event.from).now.bytes);
        const copied = bytes.subarray(event.fromAt, event.fromAt + event.length);
        this.#file(event.file).change({ kind: 'write', at: event.at, bytes: copied });
        return;
      }
      case 'resize':
        this.#file(event.file).change({ kind: 'resize', size: event.size });
        return;
      case 'sync':
        this.#node(event.file).sync();
        return;
      case 'rename':
        this.#rename(event.from, event.to);
        return;
      case 'remove':
        this.#folderOf(event.file).change((entries) => entries.delete(path.basename(event.file)));
        return;
      case 'folder': {
        const made = new FolderNode();
        this.#folderOf(event.file).change((entries) => entries.set(path.basename(event.file), made));
        return;
      }
    }
  }

  /**
   * What is found after a power cut at this moment.
   *
   * @param random decides what becomes of each unflushed change
   * @param losses what may happen to files; each draws one
   * @returns files and folders by path below the root
   */
  imageAfterCut(random: Random, among: readonly Loss[]): DiskImage {
    const image = new Map<string, Uint8Array | null>();
    const visit = (folder: FolderNode, prefix: string): void => {
      for (const [name, node] of folder.afterCut(random.pick(among), random)) {
        const place = path.join(prefix, name);
        image.set(place, node instanceof FolderNode ? null : leftOf(name, node, random, among));
        if (node instanceof FolderNode) visit(node, place);
      }
    };
    visit(this.#top, '');
    return image;
  }

  #open({ file, create, empty }: Extract<DiskEvent, { kind: 'open' }>): void {
    const folder = this.#folderOf(file);
    const name = path.basename(file);
    if (!folder.now.has(name)) {
      if (!create) throw new Error(`${file} was opened and is not there`);
      const made = new FileNode();
      folder.change((entries) => entries.set(name, made));
    } else if (empty) this.#file(file).change({ kind: 'resize', size: 0 });
  }

  #rename(from: string, to: string): void {
    const folder = this.#folderOf(from);
    if (folder !== this.#folderOf(to)) throw new Error('a file moved to another folder');
    const node = this.#node(from);
    folder.change((entries) => {
      entries.delete(path.basename(from));
      entries.set(path.basename(to), node);
    });
  }

  #node(file: string): FileNode | FolderNode {
    if (file === this.#root) return this.#top;
    const node = this.#folderOf(file).now.get(path.basename(file));
    if (!node) throw new Error(`${file} is not there`);
    return node;
  }

  #file(file: string): FileNode {
    const node = this.#node(file);
    if (node instanceof FolderNode) throw new Error(`${file} is a folder`);
    return node;
  }

  #folderOf(file: string): FolderNode {
    const parent = this.#node(path.dirname(file));
    if (parent instanceof FileNode) throw new Error(`${path.dirname(file)} is no folder`);
    return parent;
  }
}

function leftOf(name: string, node: FileNode, random: Random, among: readonly Loss[]): Uint8Array {
  const left = node.afterCut(random.pick(among), random);
  // Shared memory reaches the disk whenever the system likes, in any state: whoever opens the file must not trust it.
  return name.endsWith('-shm') ? left.map(() => random.between(0, 255)) : left;
}
