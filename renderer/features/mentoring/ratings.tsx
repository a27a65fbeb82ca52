import { NativeSelect, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { RatingView } from '#shared/ipc/mentoring.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { SavedNote } from '../../drafts/saved-note.tsx';
import { useDraftField } from '../../drafts/use-draft-field.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { errorWords } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useUndoToast } from '../../ui/toast.tsx';
import { BesideFields, PartTable } from './part-table.tsx';
import { IncompleteRating, type RatingDraft, ratingDraft, ratingGap } from './rating-draft.ts';
import type { VisitPartProps } from './visit-facts.tsx';

type Area = ReplyOf<'reference.capabilityAreas'>[number];

/** One line per capability area of the programme, with last time's level beside it. */
export function Ratings({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const areas = useReply('reference.capabilityAreas', { programme: visit.summary.programme }).data ?? [];
  return (
    <>
      <Text size="sm" c="dimmed">
        {translate('mentoring.rating.scale')}
      </Text>
      <PartTable
        label={translate('mentoring.section.ratings')}
        columns={[
          { key: 'area', title: translate('mentoring.rating.area'), width: '14rem' },
          { key: 'previous', title: translate('mentoring.rating.lastTime'), width: '9.5rem' },
          { key: 'level', title: translate('mentoring.rating.level'), width: '12rem' },
          { key: 'evidence', title: translate('mentoring.rating.evidence') },
        ]}
      >
        {areas.map((area) => (
          <RatingLine
            key={area.code}
            visitId={visit.summary.id}
            area={area}
            rating={visit.ratings.find(({ areaCode }) => areaCode === area.code)}
            disabled={disabled}
          />
        ))}
      </PartTable>
    </>
  );
}

interface RatingLineProps {
  readonly visitId: number;
  readonly area: Area;
  readonly rating: RatingView | undefined;
  readonly disabled: boolean;
}

function RatingLine({ visitId, area, rating, disabled }: RatingLineProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const field = useRating(visitId, area.code, rating);
  const { level, evidence } = field.value;
  const name = format.name(area.name);
  return (
    <tr data-fields onFocus={field.enter} onBlur={field.leave}>
      <td>
        <BesideFields>
          <Text size="sm" fw={600}>
            <BilingualName name={area.name} />
          </Text>
          <SavedNote status={field.status} kept={field.kept} />
        </BesideFields>
      </td>
      <td>
        <BesideFields>
          <Previous rating={rating} />
        </BesideFields>
      </td>
      <td>
        <NativeSelect
          translate="no"
          aria-label={`${name}: ${translate('mentoring.rating.level')}`}
          disabled={disabled}
          value={level}
          error={field.gap === 'level' ? translate('mentoring.rating.levelMissing') : undefined}
          onChange={(event) => field.choose(event.currentTarget.value)}
          data={[
            { value: '', label: translate('mentoring.rating.none') },
            ...area.levels.map((entry) => ({
              value: String(entry.level),
              label: `${format.number(entry.level)} – ${format.name(entry.name)}`,
            })),
          ]}
        />
      </td>
      <td>
        <Textarea
          aria-label={`${name}: ${translate('mentoring.rating.evidence')}`}
          dir="auto"
          autosize
          minRows={1}
          disabled={disabled}
          value={evidence}
          error={
            field.gap === 'evidence'
              ? translate('mentoring.rating.evidenceMissing')
              : field.refusal
                ? errorWords(translate, field.refusal).title
                : undefined
          }
          onChange={(event) => field.change({ level, evidence: event.currentTarget.value })}
        />
      </td>
    </tr>
  );
}

function Previous({ rating }: { readonly rating: RatingView | undefined }): ReactNode {
  const format = useFormat();
  if (!rating?.previous) {
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  }
  const { day, level, levelName } = rating.previous;
  return (
    <>
      <Text size="sm">
        {format.number(level)} – <BilingualName name={levelName} />
      </Text>
      <Text size="xs" c="dimmed">
        {format.day(day)}
      </Text>
    </>
  );
}

/** A rating that saves itself once level and evidence are there, and is kept as a draft until then. */
function useRating(visitId: number, areaCode: string, rating: RatingView | undefined) {
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const rate = useCall('mentoring.rate');
  const [inside, setInside] = useState(false);
  const put = (draft: RatingDraft): Promise<unknown> =>
    rate.mutateAsync({
      visitId,
      areaCode,
      level: draft.level === '' ? null : Number(draft.level),
      evidence: draft.evidence.trim(),
    });
  const before = ratingDraft(rating);
  const field = useDraftField<RatingDraft>({
    recordKey: `visit:${visitId}`,
    field: `rating:${areaCode}`,
    value: before,
    save: async (draft) => {
      const gap = ratingGap(draft);
      if (gap) throw new IncompleteRating(gap);
      await put(draft);
      if (draft.level === '' && before.level !== '') {
        offerUndo({ message: translate('mentoring.rating.removed'), undo: () => put(before) });
      }
    },
  });
  const { error } = field;
  return {
    ...field,
    // Not while the person is on their way from the one half to the other.
    gap: !inside && error instanceof IncompleteRating ? error.gap : null,
    refusal: error instanceof IncompleteRating ? null : error,
    choose: (level: string) => {
      // Without a level the evidence that is saved has nothing to show: the whole rating goes, and can be put back.
      const takenBack = level === '' && before.level !== '';
      field.change({ level, evidence: takenBack ? '' : field.value.evidence });
    },
    enter: () => setInside(true),
    leave: (event: { readonly currentTarget: Element; readonly relatedTarget: EventTarget | null }) => {
      if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
      setInside(false);
      field.flush();
    },
  };
}
