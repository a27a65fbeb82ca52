import { Pill, TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../app/queries.ts';
import { SavedNote } from '../../drafts/saved-note.tsx';
import { useDraftField } from '../../drafts/use-draft-field.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { errorWords } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

/** What the visit was about, as short words. */
export function Topics({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const setTopics = useCall('mentoring.setTopics');
  const visitId = visit.summary.id;
  const recordKey = `visit:${visitId}`;
  const field = useDraftField<readonly string[]>({
    recordKey,
    field: 'topics',
    value: visit.topics.map(({ topic }) => topic),
    save: (topics) => setTopics.mutateAsync({ visitId, topics: [...topics] }),
  });
  const word = useKeptEntry(`${recordKey}/new-topic`, { text: '' });
  return (
    <TagsInput
      label={
        <>
          {translate('mentoring.field.topics')}
          <SavedNote status={field.status} kept={field.kept} />
        </>
      }
      aria-label={translate('mentoring.field.topics')}
      placeholder={translate('mentoring.field.topicsHint')}
      size="xs"
      disabled={disabled}
      renderPill={({ value, onRemove }) => (
        <Pill withRemoveButton={!disabled} {...(onRemove ? { onRemove } : {})} disabled={disabled}>
          <UserText>{value}</UserText>
        </Pill>
      )}
      value={[...field.value]}
      maxTags={50}
      error={field.error ? errorWords(translate, field.error).title : undefined}
      onChange={field.change}
      onBlur={field.flush}
      searchValue={word.entry.text}
      onSearchChange={(text) => {
        if (text === word.entry.text) return;
        if (text === '') word.clear();
        else word.change({ text });
      }}
    />
  );
}
