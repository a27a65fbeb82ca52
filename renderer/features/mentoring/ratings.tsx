import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { RatingView } from '#shared/ipc/mentoring.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import styles from './ratings.module.css';
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
      <ul className={styles.areas}>
        {areas.map((area) => {
          const rating = visit.ratings.find(({ areaCode }) => areaCode === area.code);
          return (
            <RatingLine
              // A rating that came from elsewhere is shown anew.
              key={`${area.code}:${rating?.level}:${rating?.evidence}`}
              visitId={visit.summary.id}
              area={area}
              rating={rating}
              disabled={disabled}
            />
          );
        })}
      </ul>
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
  const rate = useCall('mentoring.rate');
  const [level, setLevel] = useState(rating?.level === null || !rating ? '' : String(rating.level));
  const [evidence, setEvidence] = useState(rating?.evidence ?? '');
  const [missing, setMissing] = useState(false);
  const changed = level !== String(rating?.level ?? '') || evidence !== (rating?.evidence ?? '');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const lacks = level !== '' && evidence.trim() === '';
    setMissing(lacks);
    if (lacks) return;
    await rate.mutateAsync({
      visitId,
      areaCode: area.code,
      level: level === '' ? null : Number(level),
      evidence: evidence.trim(),
    });
  };
  const name = format.name(area.name);
  return (
    <li>
      {/* A failed save shows below; there is nothing else to do with it here. */}
      <form onSubmit={(event) => submit(event).catch(() => undefined)} aria-label={name}>
        <Group align="start" gap="sm" wrap="nowrap">
          <Stack gap={2} className={styles.area}>
            <Text size="sm" fw={600}>
              <BilingualName name={area.name} />
            </Text>
            <Text size="xs" c="dimmed">
              <Previous rating={rating} />
            </Text>
          </Stack>
          <NativeSelect
            aria-label={`${name}: ${translate('mentoring.rating.level')}`}
            disabled={disabled}
            value={level}
            onChange={(event) => setLevel(event.currentTarget.value)}
            data={[
              { value: '', label: translate('mentoring.rating.none') },
              ...area.levels.map((entry) => ({
                value: String(entry.level),
                label: `${format.number(entry.level)} – ${format.name(entry.name)}`,
              })),
            ]}
          />
          <Textarea
            aria-label={`${name}: ${translate('mentoring.rating.evidence')}`}
            placeholder={translate('mentoring.rating.evidence')}
            dir="auto"
            autosize
            minRows={1}
            flex={1}
            disabled={disabled}
            value={evidence}
            error={
              missing && evidence.trim() === '' ? translate('mentoring.rating.evidenceMissing') : undefined
            }
            onChange={(event) => setEvidence(event.currentTarget.value)}
          />
          {changed && !disabled ? (
            <Button type="submit" variant="default" loading={rate.isPending}>
              {translate('mentoring.rating.change')}
            </Button>
          ) : null}
        </Group>
        {rate.error ? <ErrorAlert error={rate.error} /> : null}
      </form>
    </li>
  );
}

function Previous({ rating }: { readonly rating: RatingView | undefined }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (!rating?.previous) return translate('mentoring.rating.noPrevious');
  const { day, level, levelName } = rating.previous;
  return translate('mentoring.rating.previous', {
    day: format.day(day),
    level: format.number(level),
    name: format.name(levelName),
  });
}
