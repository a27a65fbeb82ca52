import type { z } from 'zod';
import { OutpostError } from '#shared/errors.ts';
import { type ChannelName, channels } from '#shared/ipc/channels.ts';
import type { CoreState } from './core-state.ts';
import type { Records } from './handler.ts';
import { attachmentHandlers } from './handlers/attachments.ts';
import { carryHandlers } from './handlers/carry.ts';
import { certificateHandlers } from './handlers/certificates.ts';
import { conflictHandlers } from './handlers/conflicts.ts';
import { courseHandlers } from './handlers/courses.ts';
import { documentHandlers } from './handlers/documents.ts';
import { enrolmentHandlers } from './handlers/enrolment.ts';
import { evaluationHandlers } from './handlers/evaluation.ts';
import { figureHandlers } from './handlers/figures.ts';
import { importHandlers } from './handlers/imports.ts';
import { inspectionHandlers } from './handlers/inspections.ts';
import { actionHandlers, mentoringHandlers } from './handlers/mentoring.ts';
import { peopleHandlers, referenceHandlers } from './handlers/people.ts';
import { reportHandlers } from './handlers/reports.ts';
import { rosterHandlers } from './handlers/roster.ts';
import { syncHandlers } from './handlers/sync.ts';
import { searchHandlers, todayHandlers } from './handlers/today.ts';
import { trainingHandlers } from './handlers/training.ts';
import { vaultHandlers } from './handlers/vault.ts';
import { vettingHandlers } from './handlers/vetting.ts';

const onCore = {
  ...vaultHandlers,
  ...enrolmentHandlers,
  ...syncHandlers,
  ...carryHandlers,
  ...attachmentHandlers,
  ...reportHandlers,
} as const;
const onRecords = {
  ...peopleHandlers,
  ...vettingHandlers,
  ...referenceHandlers,
  ...trainingHandlers,
  ...courseHandlers,
  ...evaluationHandlers,
  ...importHandlers,
  ...rosterHandlers,
  ...mentoringHandlers,
  ...actionHandlers,
  ...inspectionHandlers,
  ...conflictHandlers,
  ...documentHandlers,
  ...certificateHandlers,
  ...figureHandlers,
  ...todayHandlers,
  ...searchHandlers,
} as const;

// Every channel has exactly one handler: the compiler says so when one is missing.
type Handled = keyof typeof onCore | keyof typeof onRecords;
const complete: Record<ChannelName, unknown> & Record<Handled, unknown> = { ...onCore, ...onRecords };

type Handler<S> = (request: unknown, state: S) => unknown;

/**
 * Parses a request by its channel's schema and hands it to the one handler of the channel.
 *
 * @param channel name of a channel, from anybody
 * @param request what came with it
 * @param core the core's state
 * @returns the reply
 * @throws OutpostError `unknown_channel`, `invalid_request` with the fields at fault, `vault_locked`, `not_enrolled`,
 *   and whatever the handler throws
 */
export async function route(channel: string, request: unknown, core: CoreState): Promise<unknown> {
  if (!isChannel(channel))
    throw new OutpostError('unknown_channel', 'There is no such channel.', {
      details: { channel: channel.slice(0, 80) },
    });
  const parsed = parseRequest(channels[channel].request, request);
  if (Object.hasOwn(onCore, channel)) {
    return (onCore as Record<string, Handler<CoreState>>)[channel]?.(parsed, core);
  }
  const records = core.unlocked().records();
  return (onRecords as Record<string, Handler<Records>>)[channel]?.(parsed, records);
}

function isChannel(name: string): name is ChannelName {
  return Object.hasOwn(channels, name) && Object.hasOwn(complete, name);
}

function parseRequest(schema: z.ZodType, request: unknown): unknown {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = issues[0];
  throw new OutpostError(
    'invalid_request',
    `${first?.path || 'The request'}: ${first?.message ?? 'does not fit'}`,
    {
      details: { field: first?.path ?? '' },
      issues,
    },
  );
}
