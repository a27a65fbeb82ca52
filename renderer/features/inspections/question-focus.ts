/**
 * Puts the focus on the answer of a question and brings it into sight.
 *
 * @param line the line of the question
 */
export function focusAnswer(line: HTMLElement): void {
  const pressed = line.querySelector<HTMLElement>('[data-answer] [aria-pressed="true"]');
  const place = pressed ?? line.querySelector<HTMLElement>('[data-answer] :is(button, input, textarea)');
  place?.focus();
  line.scrollIntoView({ block: 'nearest' });
}
