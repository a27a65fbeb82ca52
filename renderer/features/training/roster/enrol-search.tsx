import { Combobox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useReply } from '../../../app/queries.ts';
import { PersonLine } from '../../../person/person-line.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast } from '../../../ui/toast.tsx';
import { useSearchList } from '../../../ui/use-search-list.ts';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './enrol-search.module.css';
import { useGatedEnrol } from './use-gated-enrol.tsx';

interface EnrolSearchProps {
  readonly training: TrainingDetail;
  /** None of those found: a new person of this name. */
  readonly onNew: (name: string) => void;
}

const newPerson = 'new';

/** Finds people as their name or badge is typed, in either script, and enrols with Enter. */
export function EnrolSearch({ training, onNew }: EnrolSearchProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const announce = useAnnounce();
  const showError = useErrorToast();
  const { enrol, gate } = useGatedEnrol(training.summary.id, ({ name }) =>
    announce(translate('training.roster.addedName', { name })),
  );
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 120);
  const enabled = text.length > 0;
  const reply = useReply('people.search', { text, limit: 8 }, { enabled, keepPrevious: true });
  const found = enabled ? (reply.data ?? []) : [];
  const enrolled = new Set(
    training.trainees.filter(({ status }) => status !== 'withdrawn').map(({ person }) => person.id),
  );
  const add = (person: PersonSummary): void => {
    enrol({ id: person.id, name: format.name({ en: person.nameLatin, ar: person.nameAr }) }).catch(showError);
  };
  const choose = (value: string): void => {
    if (value === newPerson) {
      onNew(typed);
    } else {
      const person = found.find(({ id }) => String(id) === value);
      if (person) add(person);
    }
    setTyped('');
    list.closeDropdown();
  };
  const settled = typed.trim() === text && (!enabled || (reply.isSuccess && !reply.isPlaceholderData));
  const { list, onKeyDown } = useSearchList({ settled, found });
  return (
    <>
      <Combobox store={list} onOptionSubmit={choose} withinPortal={false}>
        <Combobox.Target>
          <TextInput
            label={translate('training.roster.add')}
            placeholder={translate('training.roster.addHint')}
            leftSection={<IconUserPlus size={16} aria-hidden />}
            flex={1}
            maw="34rem"
            dir="auto"
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              list.openDropdown();
            }}
            onFocus={() => list.openDropdown()}
            onBlur={() => list.closeDropdown()}
            onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!enabled}>
          <Combobox.Options aria-label={translate('training.roster.add')}>
            {found.map((person) => (
              <Combobox.Option
                key={person.id}
                value={String(person.id)}
                className={styles.option ?? ''}
                disabled={enrolled.has(person.id)}
              >
                <PersonLine person={person} />
                {enrolled.has(person.id) ? ` ${translate('training.roster.already')}` : null}
              </Combobox.Option>
            ))}
            <Combobox.Option value={newPerson} className={styles.option ?? ''}>
              {translate('training.roster.new')} <UserText>{typed}</UserText>
            </Combobox.Option>
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {gate}
    </>
  );
}
