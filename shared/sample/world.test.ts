import { describe, expect, it } from 'vitest';
import { channels } from '../ipc/channels.ts';
import institutions from '../reference/institutions.json' with { type: 'json' };
import { institutionId } from '../reference/seed.ts';
import sites from '../reference/sites.json' with { type: 'json' };
import { sampleTrainees } from './people.ts';
import { createRandom } from './random.ts';
import { sampleWorld } from './world.ts';

const size = {
  seed: 11,
  site: 'MOSUL',
  people: 50,
  events: 3,
  sessionsPerEvent: 6,
  visits: 8,
  inspections: 1,
  endDate: '2009-03-12',
} as const;

/** Ids stand in for references, so that the request can be parsed. */
function withIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIds);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return 1;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withIds(item)]));
}

function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('$ref' in value) return [String(value.$ref).split('.')[0] ?? ''];
  return Object.values(value).flatMap(references);
}

describe('a made-up world', () => {
  const commands = [...sampleWorld(size)];

  it('is the same for the same seed and another for another', () => {
    expect([...sampleWorld(size)]).toEqual(commands);
    expect([...sampleWorld({ ...size, seed: 12 })]).not.toEqual(commands);
  });

  it('asks only what the channels take, and refers only to what came before', () => {
    const known = new Set<string>();
    for (const { channel, request, as } of commands) {
      for (const name of references(request)) expect(known, `${channel} ${name}`).toContain(name);
      const parsed = channels[channel].request.safeParse(withIds(request));
      expect(parsed.success ? '' : `${channel}: ${parsed.error.message}`).toBe('');
      if (as) known.add(as);
    }
  });

  it('holds sessions from Sunday to Thursday only', () => {
    const days = commands
      .filter(({ channel }) => channel === 'training.create')
      .flatMap(({ request }) => (request as { sessions: { day: string }[] }).sessions.map(({ day }) => day));
    expect(days).toHaveLength(size.events * size.sessionsPerEvent);
    for (const day of days) expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBeLessThan(5);
  });

  it('has work for every site, in its own institutions, with badges that are all different', () => {
    for (const { code } of sites) {
      const channelsUsed = new Set([...sampleWorld({ ...size, site: code })].map(({ channel }) => channel));
      expect(channelsUsed, code).toContain('inspections.start');
      expect(channelsUsed, code).toContain('training.enrol');
      const trainees = sampleTrainees(createRandom(1), code, 300);
      const own = institutions.filter(({ serving_site }) => serving_site === code);
      const ids = own.map(({ number }) => institutionId(number));
      for (const trainee of trainees) expect(ids).toContain(trainee.institutionId);
      expect(new Set(trainees.map(({ badge }) => badge)).size).toBe(300);
    }
  });
});
