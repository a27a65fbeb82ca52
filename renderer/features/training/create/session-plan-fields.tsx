import { Group, NumberInput, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslate } from '../../../ui/language.tsx';

const slotChoices = ['am', 'pm', 'both', 'none'] as const;
/** Which sessions each working day gets. */
export type SlotChoice = (typeof slotChoices)[number];

/**
 * @param choice what was chosen
 * @returns the slots of a working day
 */
export function slotsOf(choice: SlotChoice): readonly ('am' | 'pm')[] {
  if (choice === 'none') return [];
  return choice === 'both' ? ['am', 'pm'] : [choice];
}

interface Plan {
  readonly slots: SlotChoice;
  readonly hours: number;
}

/** How sessions are laid over the working days. */
export function SessionPlanFields(props: {
  readonly plan: Plan;
  readonly onChange: (plan: Plan) => void;
}): ReactNode {
  const { plan, onChange } = props;
  const translate = useTranslate();
  const label = useId();
  return (
    <Group align="end">
      <div>
        <Text id={label} size="xs" fw={500} mb={4}>
          {translate('training.plan.slots')}
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          value={plan.slots}
          onChange={(value) =>
            onChange({ ...plan, slots: slotChoices.find((choice) => choice === value) ?? 'am' })
          }
          data={slotChoices.map((value) => ({ value, label: translate(`training.plan.${value}`) }))}
        />
      </div>
      <NumberInput
        label={translate('training.plan.hours')}
        value={plan.hours}
        min={0.5}
        max={12}
        step={0.5}
        hideControls
        w="9rem"
        disabled={plan.slots === 'none'}
        onChange={(value) => onChange({ ...plan, hours: Number(value) || 0 })}
      />
    </Group>
  );
}
