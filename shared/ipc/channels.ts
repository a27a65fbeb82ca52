import { z } from 'zod';
import type { PaperDocument } from '../documents/document.ts';
import { errorShape } from '../errors.ts';
import { attachmentChannels } from './attachments.ts';
import { carryChannels } from './carry.ts';
import { certificateChannels } from './certificates.ts';
import { conflictChannels } from './conflicts.ts';
import { courseChannels } from './courses.ts';
import { documentChannels } from './documents.ts';
import { evaluationChannels } from './evaluation.ts';
import { figureChannels } from './figures.ts';
import { importChannels, rosterChannels } from './imports.ts';
import { inspectionChannels } from './inspections.ts';
import { mentoringChannels } from './mentoring.ts';
import { peopleChannels } from './people.ts';
import { reportChannels } from './reports.ts';
import { job, syncChannels, syncStatus } from './sync.ts';
import { todayChannels } from './today.ts';
import { trainingChannels } from './training.ts';
import { vaultChannels } from './vault.ts';
import { vettingChannels } from './vetting.ts';

/** The one map of the bridge between screens and core. Both ends are typed by it; the core parses by it. */
export const channels = {
  ...vaultChannels,
  ...syncChannels,
  ...conflictChannels,
  ...carryChannels,
  ...peopleChannels,
  ...vettingChannels,
  ...trainingChannels,
  ...courseChannels,
  ...evaluationChannels,
  ...importChannels,
  ...rosterChannels,
  ...mentoringChannels,
  ...inspectionChannels,
  ...attachmentChannels,
  ...documentChannels,
  ...reportChannels,
  ...figureChannels,
  ...certificateChannels,
  ...todayChannels,
} as const;

export type Channels = typeof channels;
export type ChannelName = keyof Channels;
/** What a caller passes: defaults may be left out. */
export type RequestOf<C extends ChannelName> = z.input<Channels[C]['request']>;
/** What the core works with, after parsing. */
export type ParsedRequestOf<C extends ChannelName> = z.output<Channels[C]['request']>;
export type ReplyOf<C extends ChannelName> = z.output<Channels[C]['reply']>;

/** What the core tells the screens without being asked. */
export const coreEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), tables: z.array(z.string()) }),
  z.object({ type: z.literal('sync'), status: syncStatus }),
  z.object({ type: z.literal('job'), job }),
  z.object({ type: z.literal('locked'), reason: z.enum(['asked', 'idle', 'sleep']) }),
]);
export type CoreEvent = z.infer<typeof coreEvent>;

/** Messages over the port. */
export const portRequest = z.object({ id: z.int(), channel: z.string(), request: z.unknown() });
export const portReply = z.union([
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.int(), ok: z.literal(false), error: errorShape }),
]);
export const portMessage = z.union([portReply, z.object({ event: coreEvent })]);
export type PortRequest = z.infer<typeof portRequest>;
export type PortReply = z.infer<typeof portReply>;
export type PortMessage = z.infer<typeof portMessage>;

/** What came of printing a document into a file. */
export const savedDocument = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), name: z.string(), pages: z.int() }),
  z.object({ ok: z.literal(false), code: z.enum(['cancelled', 'disk_full', 'internal']) }),
]);
export type SavedDocument = z.infer<typeof savedDocument>;

/** The bridge as the preload script exposes it under `window.outpost`. */
export interface Bridge {
  /** Resolves with the reply as it came from the core (`{ ok, value } | { ok, error }`); never rejects. */
  call(
    channel: string,
    request: unknown,
  ): Promise<{ ok: true; value: unknown } | { ok: false; error: z.infer<typeof errorShape> }>;
  /** Calls `listener` with each event; returns the way to stop. */
  onEvent(listener: (event: CoreEvent) => void): () => void;
  /** Commands of the application menu and of the system: `lock`, `palette`, `language`, … */
  onCommand(listener: (command: string) => void): () => void;
  /** Opens the print dialogue of the window. */
  print(): Promise<void>;
  /** Asks the person where to keep a file (`.outpost`, `.xlsx`, `.csv`, `.pdf`); its name, or null when they decided otherwise. */
  saveFile(name: string, bytes: Uint8Array): Promise<string | null>;
  /** Asks the person where to keep a file that is made afterwards; a word for the place, or null. */
  choosePlace(name: string): Promise<string | null>;
  /** Prints a document into a file at a place that was chosen. */
  saveDocument(place: string, paper: PaperDocument): Promise<SavedDocument>;
  /** Gives up the document that is being printed. */
  cancelDocument(): void;
  readonly platform: string;
}
