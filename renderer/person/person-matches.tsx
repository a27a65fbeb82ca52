import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { useReply } from '../app/queries.ts';
import { useTranslate } from '../ui/language.tsx';
import { PersonLine } from './person-line.tsx';
import styles from './person-matches.module.css';

interface PersonMatchesProps {
  /** What has been typed of a new person: names in both scripts, badge. */
  readonly texts: readonly [string, string, string];
  readonly chooseLabel: string;
  readonly onChoose: (person: PersonSummary) => void;
}

const most = 4;

/** "Is it one of these?": people who are known already and may be the one that is being added. */
export function PersonMatches({ texts, chooseLabel, onChoose }: PersonMatchesProps): ReactNode {
  const translate = useTranslate();
  const first = useMatches(texts[0]);
  const second = useMatches(texts[1]);
  const third = useMatches(texts[2]);
  const found = [...third, ...first, ...second]
    .filter((person, index, all) => all.findIndex(({ id }) => id === person.id) === index)
    .slice(0, most);
  if (found.length === 0) return null;
  return (
    <section className={styles.matches} aria-label={translate('people.isItOneOfThese')}>
      <Text size="sm" fw={600} className={styles.title}>
        <IconUsers size={16} aria-hidden />
        {translate('people.isItOneOfThese')}
      </Text>
      <ul className={styles.list}>
        {found.map((person) => (
          <li key={person.id} className={styles.match}>
            <PersonLine person={person} />
            <Button variant="default" onClick={() => onChoose(person)}>
              {chooseLabel}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useMatches(typed: string): readonly PersonSummary[] {
  const [text] = useDebouncedValue(typed.trim(), 200);
  const enabled = text.length >= 3;
  const reply = useReply('people.search', { text, limit: most }, { enabled, keepPrevious: true });
  return enabled ? (reply.data ?? []) : [];
}
