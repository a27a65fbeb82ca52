import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { programmes, sensitivities, visitModes } from '#shared/domain/vocabularies.ts';
import type { VisitInput } from '#shared/ipc/mentoring.ts';
import { InstitutionChoice } from '../../app/institution-choice.tsx';
import { useCall } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';

/** Where and when; the rest of the log is filled in on the visit's own page. */
export function NewVisit(): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const { programme } = useSession();
  const create = useCall('mentoring.create');
  const [visit, setVisit] = useState<Omit<VisitInput, 'institutionId'> & { institutionId: number | null }>({
    programme: programme ?? 'police',
    institutionId: null,
    day: todayOnThisLaptop(),
    mode: 'in_person',
    sensitivity: 'internal',
  });
  const [missing, setMissing] = useState(false);
  const set = (part: Partial<typeof visit>): void => setVisit({ ...visit, ...part });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { institutionId } = visit;
    if (institutionId === null) {
      setMissing(true);
      return;
    }
    const { id } = await create.mutateAsync({ ...visit, institutionId });
    go(`/${id}`, { replace: true });
  };

  return (
    <>
      <PageHeader title={translate('mentoring.new.title')} />
      <Paper withBorder p="md" maw="44rem">
        {/* A failed save shows below; there is nothing else to do with it here. */}
        <form onSubmit={(event) => submit(event).catch(() => undefined)}>
          <Stack gap="sm">
            <Text size="sm">{translate('mentoring.new.hint')}</Text>
            <InstitutionChoice
              label={translate('mentoring.field.institution')}
              required
              autoFocus
              value={visit.institutionId}
              onChange={(institution) => set({ institutionId: institution?.id ?? null })}
              error={
                missing && visit.institutionId === null
                  ? translate('mentoring.new.institutionMissing')
                  : undefined
              }
            />
            <Group grow align="start">
              <DateField
                label={translate('mentoring.field.day')}
                required
                value={visit.day}
                onChange={(day) => set({ day: day ?? todayOnThisLaptop() })}
              />
              <TimeField
                label={translate('mentoring.field.start')}
                value={visit.startTime ?? null}
                onChange={(startTime) => set({ startTime })}
              />
              <TimeField
                label={translate('mentoring.field.end')}
                value={visit.endTime ?? null}
                onChange={(endTime) => set({ endTime })}
              />
            </Group>
            <Choices visit={visit} set={set} />
            {create.error ? <ErrorAlert error={create.error} /> : null}
            <Group justify="end">
              <Button variant="default" onClick={() => go('/')}>
                {translate('shell.action.cancel')}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {translate('mentoring.new.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </>
  );
}

interface ChoicesProps {
  readonly visit: Pick<VisitInput, 'mode' | 'programme' | 'sensitivity' | 'cancelReason'>;
  readonly set: (
    part: Partial<Pick<VisitInput, 'mode' | 'programme' | 'sensitivity' | 'cancelReason'>>,
  ) => void;
}

function Choices({ visit, set }: ChoicesProps): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <Group grow align="start">
        <NativeSelect
          label={translate('mentoring.field.mode')}
          value={visit.mode}
          onChange={(event) => {
            const mode = visitModes.find((code) => code === event.currentTarget.value) ?? 'in_person';
            set({ mode, ...(mode === 'cancelled' ? {} : { cancelReason: null }) });
          }}
          data={visitModes.map((value) => ({ value, label: translate(`vocabulary.visitModes.${value}`) }))}
        />
        <NativeSelect
          label={translate('mentoring.field.programme')}
          value={visit.programme}
          onChange={(event) =>
            set({ programme: programmes.find((code) => code === event.currentTarget.value) ?? 'police' })
          }
          data={programmes.map((value) => ({ value, label: translate(`vocabulary.programmes.${value}`) }))}
        />
        <NativeSelect
          label={translate('mentoring.field.sensitivity')}
          value={visit.sensitivity}
          onChange={(event) =>
            set({
              sensitivity: sensitivities.find((code) => code === event.currentTarget.value) ?? 'internal',
            })
          }
          data={sensitivities.map((value) => ({
            value,
            label: translate(`vocabulary.sensitivities.${value}`),
          }))}
        />
      </Group>
      {visit.mode === 'cancelled' ? (
        <TextInput
          label={translate('mentoring.field.cancelReason')}
          required
          dir="auto"
          value={visit.cancelReason ?? ''}
          onChange={(event) => set({ cancelReason: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
