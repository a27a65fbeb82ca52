import { format } from 'date-fns';

/**
 * @returns today on this laptop's clock, `YYYY-MM-DD`
 */
export function todayOnThisLaptop(): string {
  return format(new Date(), 'yyyy-MM-dd');
}
