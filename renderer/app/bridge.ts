import type { PaperDocument } from '#shared/documents/document.ts';
import { errorShape, fromErrorShape, OutpostError, parseAtBoundary } from '#shared/errors.ts';
import {
  type Bridge,
  type ChannelName,
  type CoreEvent,
  channels,
  type ReplyOf,
  type RequestOf,
  savedDocument,
} from '#shared/ipc/channels.ts';

declare global {
  interface Window {
    /** Put there by the preload script; missing when the page is opened outside the app. */
    readonly outpost?: Bridge;
  }
}

/** The request of a channel as an argument; channels without a request take none. */
export type RequestArgument<C extends ChannelName> = [RequestOf<C>] extends [undefined]
  ? readonly [request?: undefined]
  : readonly [request: RequestOf<C>];

function rawBridge(): Bridge {
  if (!window.outpost) {
    throw new OutpostError('internal', 'The bridge is missing: this page belongs inside the app.');
  }
  return window.outpost;
}

/**
 * Calls the core.
 *
 * @param channel a name of the channel map
 * @param request what the channel asks for; none for channels without a request
 * @returns the reply, parsed with the channel's schema
 * @throws OutpostError with the code that the core answered, or `internal` when the reply does not fit its schema
 */
export async function call<C extends ChannelName>(
  channel: C,
  ...[request]: RequestArgument<C>
): Promise<ReplyOf<C>> {
  const answer = await rawBridge().call(channel, request);
  if (!answer.ok) throw fromErrorShape(parseAtBoundary(errorShape, answer.error, 'internal'));
  const parsed = channels[channel].reply.safeParse(answer.value);
  if (!parsed.success) {
    throw new OutpostError('internal', `The reply of ${channel} does not fit its schema.`, {
      cause: parsed.error,
    });
  }
  return parsed.data as ReplyOf<C>;
}

/**
 * @param listener called with everything that the core announces
 * @returns the way to stop listening
 */
export function onCoreEvent(listener: (event: CoreEvent) => void): () => void {
  return rawBridge().onEvent(listener);
}

/**
 * @param listener called with the name of each command that the application menu or the system asks for
 * @returns the way to stop listening
 */
export function onMenuCommand(listener: (command: string) => void): () => void {
  return rawBridge().onCommand(listener);
}

/** Opens the print dialogue for what the window shows. */
export function printWindow(): Promise<void> {
  return rawBridge().print();
}

/**
 * Asks the person where to keep a file.
 *
 * @param name suggested, with its ending: `.outpost`, `.xlsx`, `.csv` or `.pdf`
 * @param bytes its content
 * @returns the name under which it was saved; null when the person decided otherwise
 * @throws OutpostError `disk_full` when it could not be written
 */
export async function saveFile(name: string, bytes: Uint8Array): Promise<string | null> {
  try {
    return await rawBridge().saveFile(name, bytes);
  } catch (cause) {
    throw new OutpostError('disk_full', 'The file could not be written there.', { cause });
  }
}

/**
 * Asks the person where to keep a document that is made afterwards.
 *
 * @param name suggested, with its ending
 * @returns a word for the place; null when the person decided otherwise
 */
export function choosePlace(name: string): Promise<string | null> {
  return rawBridge().choosePlace(name);
}

/**
 * Prints a document into a file.
 *
 * @param place what `choosePlace` gave
 * @param paper the document
 * @returns name and number of pages of the file
 * @throws OutpostError `cancelled`, `disk_full` when it could not be written, `internal` when it could not be laid out
 */
export async function saveDocument(
  place: string,
  paper: PaperDocument,
): Promise<{ readonly name: string; readonly pages: number }> {
  const saved = parseAtBoundary(savedDocument, await rawBridge().saveDocument(place, paper), 'internal');
  if (saved.ok) return saved;
  throw new OutpostError(saved.code, 'The document was not saved.');
}

/** Gives up the document that is being printed. */
export function cancelDocument(): void {
  rawBridge().cancelDocument();
}
