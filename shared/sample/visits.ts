import capabilityAreas from '../reference/capability-areas.json' with { type: 'json' };
import { command, type SampleCommand } from './command.ts';
import { institutionsOf } from './people.ts';
import type { Random } from './random.ts';
import { type VisitStory, visitStories } from './visit-stories.ts';
import { addDays } from './work-days.ts';

/**
 * Mentoring visits as advisors of one site log them, each with topics, counterpart, issue and action items.
 *
 * @param random the draws
 * @param site code of the site
 * @param count how many
 * @param lastDay day of the latest one, `YYYY-MM-DD`; the others lie weekly before it
 * @returns the commands
 */
export function visitCommands(
  random: Random,
  site: string,
  count: number,
  lastDay: string,
): readonly SampleCommand[] {
  const possible = visitStories.filter(({ types }) => institutionsOf(site, types).length > 0);
  return Array.from({ length: count }, (_, index) => {
    const story = possible[index % possible.length];
    if (!story) throw new Error(`no institutions are known for ${site}`);
    return oneVisit(random, site, story, `visit${index}`, addDays(lastDay, -7 * index));
  }).flat();
}

function oneVisit(
  random: Random,
  site: string,
  story: VisitStory,
  name: string,
  day: string,
): readonly SampleCommand[] {
  const institution = random.pick(institutionsOf(site, story.types));
  const areas = capabilityAreas.filter(({ programme_code }) => programme_code === story.programme);
  const visitId = { $ref: `${name}.id` };
  return [
    command(
      'mentoring.create',
      {
        programme: story.programme,
        institutionId: institution.id,
        day,
        startTime: '09:30',
        endTime: '11:45',
        mode: 'in_person',
        objectives: story.objectives,
        activities: story.activities,
        observations: story.observations,
        recommendations: story.recommendations,
        nextVisit: addDays(day, 14),
        sensitivity: 'internal',
      },
      name,
    ),
    command('mentoring.setTopics', { visitId, topics: [...story.topics] }),
    command('mentoring.saveCounterpart', {
      visitId,
      counterpart: { personId: null, name: null, ...story.met },
    }),
    command('mentoring.saveIssue', {
      visitId,
      issue: { description: story.issue, severity: 'major', status: 'open' },
    }),
    command('mentoring.rate', {
      visitId,
      areaCode: random.pick(areas).code,
      level: random.between(2, 4),
      evidence: story.evidence,
    }),
    ...story.actions.map(({ text, owner, side }, index) =>
      command('actions.create', {
        description: text,
        owner,
        side,
        due: addDays(day, 10 + 7 * index),
        programme: story.programme,
        visitId,
        institutionId: institution.id,
      }),
    ),
  ];
}
