import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../app/queries.ts';
import { useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

/** What the visit was about, as short words. */
export function Topics({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const setTopics = useCall('mentoring.setTopics');
  return (
    <TagsInput
      label={translate('mentoring.field.topics')}
      placeholder={translate('mentoring.field.topicsHint')}
      size="xs"
      disabled={disabled}
      value={visit.topics.map(({ topic }) => topic)}
      maxTags={50}
      onChange={(topics) => {
        setTopics.mutateAsync({ visitId: visit.summary.id, topics }).catch(showError);
      }}
    />
  );
}
