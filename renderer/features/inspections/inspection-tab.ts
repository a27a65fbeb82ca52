import type { InspectionDetail } from '#shared/ipc/inspections.ts';

/** What every tab of an inspection takes. */
export interface InspectionTabProps {
  readonly inspection: InspectionDetail;
  /** The part of the tab as the address says it: a section of the checklist, a finding. */
  readonly part: string | null;
  /** Submitted, or the person may not inspect. */
  readonly readOnly: boolean;
}
