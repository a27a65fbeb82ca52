import { type ReactNode, useState } from 'react';
import { useCall } from '../../../app/queries.ts';
import { VettingGate } from './vetting-gate.tsx';

/** Somebody who is to come on the roster. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
}

interface GatedEnrol {
  /** Puts somebody on the roster; who is held at the gate is asked about. */
  readonly enrol: (candidate: Candidate) => Promise<void>;
  /** The question, while there is one; to be drawn somewhere. */
  readonly gate: ReactNode;
}

/**
 * Puts people on a roster past the vetting gate.
 *
 * @param eventId the training
 * @param onAdded told who came on
 * @param onLeft told that the one at the gate stays off the roster
 * @returns the way on to the roster, and the question of the gate
 */
export function useGatedEnrol(
  eventId: number,
  onAdded: (candidate: Candidate) => void,
  onLeft: () => void = () => undefined,
): GatedEnrol {
  const call = useCall('training.enrol');
  const [held, setHeld] = useState<Candidate | null>(null);
  const enrol = async (candidate: Candidate): Promise<void> => {
    const reply = await call.mutateAsync({ eventId, personIds: [candidate.id], unvetted: 'hold' });
    if (reply.held.includes(candidate.id)) setHeld(candidate);
    else onAdded(candidate);
  };
  const admit = async (candidate: Candidate, reason: string | null): Promise<void> => {
    const unvetted = reason === null ? 'wait' : { reason };
    await call.mutateAsync({ eventId, personIds: [candidate.id], unvetted });
    setHeld(null);
    onAdded(candidate);
  };
  return {
    enrol,
    gate:
      held === null ? null : (
        <VettingGate
          key={held.id}
          name={held.name}
          onAdmit={(reason) => admit(held, reason)}
          onClose={() => {
            setHeld(null);
            onLeft();
          }}
        />
      ),
  };
}
