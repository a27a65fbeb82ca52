import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { PersonLine } from '../../../person/person-line.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast } from '../../../ui/toast.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './enrol-search.module.css';

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
  const enrol = useCall('training.enrol');
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 120);
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const enabled = text.length > 0;
  const reply = useReply('people.search', { text, limit: 8 }, { enabled, keepPrevious: true });
  const found = enabled ? (reply.data ?? []) : [];
  const enrolled = new Set(
    training.trainees.filter(({ status }) => status !== 'withdrawn').map(({ person }) => person.id),
  );
  const count = found.length;
  // The first one is chosen at once, so that Enter alone enrols the person who was typed in full.
  useEffect(() => {
    if (count >= 0) list.selectFirstOption();
  }, [count, list.selectFirstOption]);

  const add = (person: PersonSummary): void => {
    enrol
      .mutateAsync({ eventId: training.summary.id, personIds: [person.id] })
      .then(() =>
        announce(
          translate('training.roster.addedName', {
            name: format.name({ en: person.nameLatin, ar: person.nameAr }),
          }),
        ),
      )
      .catch(showError);
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
  return (
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
  );
}
