import { Button, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { programmes, sensitivities, visitModes } from '#shared/domain/vocabularies.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { VisitInput } from '#shared/ipc/mentoring.ts';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { InstitutionChoice } from '../../app/institution-choice.tsx';
import { useCall } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';

/** What is typed of a new visit. */
interface NewVisitEntry extends Omit<VisitInput, 'institutionId'> {
  readonly institution: InstitutionOption | null;
}

/** Where and when; the rest of the log is filled in on the visit's own page. */
export function NewVisit(): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const { programme } = useSession();
  const create = useCall('mentoring.create');
  const { entry, change, clear } = useKeptEntry<NewVisitEntry>('visit:new', {
    programme: programme ?? 'police',
    institution: null,
    day: todayOnThisLaptop(),
    mode: 'in_person',
    sensitivity: 'internal',
  });
  const [tried, setTried] = useState(false);
  const problems = problemsOf(entry);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const { institution, ...visit } = entry;
    if (institution === null || Object.values(problems).some(Boolean)) return;
    const { id } = await create.mutateAsync({ ...visit, institutionId: institution.id });
    clear();
    go(`/${id}`, { replace: true });
  };
  const giveUp = (): void => {
    clear();
    go('/');
  };
  const problem = (field: keyof typeof problems): string | undefined =>
    tried && problems[field] ? translate(problems[field]) : undefined;

  return (
    <>
      <PageHeader title={translate('mentoring.new.title')} subtitle={translate('mentoring.new.hint')} />
      <Paper withBorder p="md" maw="44rem">
        {/* A failed save shows below; there is nothing else to do with it here. */}
        <form noValidate onSubmit={(event) => submit(event).catch(() => undefined)}>
          <Stack gap="sm">
            <InstitutionChoice
              label={translate('mentoring.field.institution')}
              required
              autoFocus
              value={entry.institution}
              onChange={(institution) => change({ institution })}
              error={problem('institution')}
            />
            <Group grow align="start">
              <DateField
                label={translate('mentoring.field.day')}
                required
                value={entry.day}
                onChange={(day) => change({ day: day ?? todayOnThisLaptop() })}
              />
              <TimeField
                label={translate('mentoring.field.start')}
                value={entry.startTime ?? null}
                onChange={(startTime) => change({ startTime })}
              />
              <TimeField
                label={translate('mentoring.field.end')}
                value={entry.endTime ?? null}
                error={problem('endTime')}
                onChange={(endTime) => change({ endTime })}
              />
            </Group>
            <Choices visit={entry} set={change} cancelProblem={problem('cancelReason')} />
            {create.error ? <ErrorAlert error={create.error} /> : null}
            <Group justify="end">
              <Button variant="default" onClick={giveUp}>
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

/** What keeps a visit from being started, by field. */
function problemsOf(
  entry: NewVisitEntry,
): Readonly<Record<'institution' | 'endTime' | 'cancelReason', MessageKey | null>> {
  const { institution, startTime, endTime, mode, cancelReason } = entry;
  return {
    institution: institution ? null : 'mentoring.new.institutionMissing',
    endTime: startTime && endTime && endTime < startTime ? 'mentoring.field.endsBefore' : null,
    cancelReason:
      mode === 'cancelled' && !cancelReason?.trim() ? 'mentoring.field.cancelReasonMissing' : null,
  };
}

interface ChoicesProps {
  readonly visit: Pick<VisitInput, 'mode' | 'programme' | 'sensitivity' | 'cancelReason'>;
  readonly set: (
    part: Partial<Pick<VisitInput, 'mode' | 'programme' | 'sensitivity' | 'cancelReason'>>,
  ) => void;
  readonly cancelProblem: string | undefined;
}

function Choices({ visit, set, cancelProblem }: ChoicesProps): ReactNode {
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
          error={cancelProblem}
          value={visit.cancelReason ?? ''}
          onChange={(event) => set({ cancelReason: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
