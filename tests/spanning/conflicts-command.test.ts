import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exitCodes } from '#electron/cli/exit-codes.ts';
import { conflictView } from '#shared/ipc/conflicts.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, laptopPassphrase, newLaptop, reopenLaptop } from '../fixtures/laptop.ts';

const program = path.resolve(import.meta.dirname, '../../electron/cli/outpost.ts');
let hq: TestHq;
let first: Laptop;
let second: Laptop;
let personId: number;

beforeAll(async () => {
  hq = await startHq();
  first = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-1'), 'Karim Haddad');
  second = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-2'), 'Anna Lind');
  personId = (await first.call('people.create', { nameAr: 'علي', nameLatin: 'Ali', unit: 'Traffic' })).id;
  await first.sync();
  await second.sync();
  await first.call('people.update', { id: personId, patch: { unit: 'Patrol' } });
  await second.call('people.update', { id: personId, patch: { unit: 'Riverine' } });
  for (const laptop of [first, second, first]) await laptop.sync();
  // A vault is open in one program at a time.
  await first.close();
});
afterAll(async () => {
  await first.dispose();
  await second.dispose();
  await hq.stop();
});

async function outpost(
  ...args: readonly string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, '--data', first.folder, ...args], {
    env: { ...process.env, OUTPOST_PASSPHRASE: laptopPassphrase },
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
}

async function listed(...options: readonly string[]): Promise<readonly z.infer<typeof conflictView>[]> {
  const run = await outpost('--json', 'conflicts', 'list', ...options);
  expect(run).toMatchObject({ code: exitCodes.ok, err: '' });
  return z.array(conflictView).parse(JSON.parse(run.out));
}

describe('conflicts on the command line', () => {
  it('are listed for people and for scripts', async () => {
    expect(await listed()).toMatchObject([{ table: 'person', mine: expect.any(String), state: 'open' }]);
    const forPeople = (await outpost('conflicts', 'list')).out;
    expect(forPeople).toContain('Person · Ali');
    expect(forPeople).toMatch(/Unit: stands “.+, other “.+, before “Traffic”/);
    expect(forPeople).toContain('“Patrol” (Karim Haddad, Mosul-1, ');
    expect(forPeople).toContain('“Riverine” (Anna Lind, Mosul-2, ');
  });

  it('are decided by id, and the decision is taken back', async () => {
    const [conflict] = await listed();
    const id = conflict?.id ?? '';
    expect(await outpost('conflicts', 'decide', id, 'mine')).toMatchObject({ code: exitCodes.ok, err: '' });
    expect(await listed()).toEqual([]);
    expect((await outpost('conflicts', 'list')).out).toBe('Nothing to review.\n');
    const decision = conflict?.mine === 'standing' ? 'keep_standing' : 'take_fallen';
    expect(await listed('--decided')).toMatchObject([{ id, decision }]);
    expect((await outpost('conflicts', 'decide', id, 'both')).err).toContain('conflicting_state');
    expect(await outpost('conflicts', 'undo', id)).toMatchObject({ code: exitCodes.ok });
    expect(await listed()).toMatchObject([{ id }]);
  });

  it('say what is wrong with an id or a choice', async () => {
    expect((await outpost('conflicts', 'decide', 'nonsense', 'both')).err).toContain('not_found');
    expect(await outpost('conflicts', 'decide', 'nonsense', 'perhaps')).toMatchObject({
      code: exitCodes.usage,
    });
  });

  it('decided so are cleared on the other laptop', async () => {
    const [conflict] = await listed();
    const decided = await outpost('conflicts', 'decide', conflict?.id ?? '', 'both');
    expect(decided).toMatchObject({ code: exitCodes.ok, err: '' });
    expect(await outpost('sync')).toMatchObject({ code: exitCodes.ok });
    await second.sync();
    expect(await second.call('conflicts.list', { state: 'open' })).toEqual([]);
    expect((await second.call('people.get', { id: personId })).note).toMatch(/Unit: (Patrol|Riverine)/);
    const again = await reopenLaptop(first.folder);
    expect((await again.call('sync.status', undefined)).toReview).toBe(0);
    await again.close();
  });
});
