import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useReply } from '../../../app/queries.ts';
import { PersonLine } from '../../../person/person-line.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast } from '../../../ui/toast.tsx';
import { useGatedEnrol } from '../roster/use-gated-enrol.tsx';
import styles from './check-in.module.css';
import type { Seen } from './use-check-in.ts';

interface PersonLookupProps {
  readonly training: TrainingDetail;
  /** The scan that led nowhere. */
  readonly seen: Seen;
  /** Told who it is, once they are on the roster. */
  readonly onChosen: (personId: number) => void;
}

/** Who is it then? By name, on the roster first; somebody else comes on the roster through the vetting gate. */
export function PersonLookup({ training, seen, onChosen }: PersonLookupProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 120);
  const searched = useReply(
    'people.search',
    { text, limit: 6 },
    { enabled: text !== '', keepPrevious: true },
  );
  const { enrol, gate } = useGatedEnrol(training.summary.id, ({ id }) => onChosen(id));
  const onRoster = new Set(
    training.trainees.filter(({ status }) => status !== 'withdrawn').map(({ person }) => person.id),
  );
  const found = text === '' ? (seen.person ? [seen.person] : []) : (searched.data ?? []);
  const choose = (person: PersonSummary): void => {
    if (onRoster.has(person.id)) onChosen(person.id);
    else
      enrol({ id: person.id, name: format.name({ en: person.nameLatin, ar: person.nameAr }) }).catch(
        showError,
      );
  };
  return (
    <section className={styles.lookup} aria-label={translate('checkIn.lookup')}>
      <TextInput
        label={translate('checkIn.lookup')}
        leftSection={<IconSearch size={16} aria-hidden />}
        dir="auto"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {text !== '' && searched.isSuccess && found.length === 0 ? (
        <Text size="sm" c="dimmed">
          {translate('checkIn.nobody')}
        </Text>
      ) : null}
      <ul className={styles.found}>
        {[...found]
          .sort((a, b) => Number(onRoster.has(b.id)) - Number(onRoster.has(a.id)))
          .map((person) => (
            <li key={person.id}>
              <PersonLine person={person} />
              <Button variant={onRoster.has(person.id) ? 'filled' : 'default'} onClick={() => choose(person)}>
                {translate(onRoster.has(person.id) ? 'checkIn.choose' : 'checkIn.addAndChoose')}
              </Button>
            </li>
          ))}
      </ul>
      {gate}
    </section>
  );
}
