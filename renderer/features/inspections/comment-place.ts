const commentField = 'comment';

/**
 * Where the draft of a comment lies.
 *
 * @param inspectionId the inspection
 * @param questionCode the question
 * @returns record and field, as a field that saves itself takes them
 */
export function commentPlace(
  inspectionId: number,
  questionCode: string,
): { readonly recordKey: string; readonly field: string } {
  return { recordKey: `${answersOf(inspectionId)}${questionCode}`, field: commentField };
}

/**
 * @param inspectionId the inspection
 * @returns what the places of all drafts of its answers begin with
 */
export function answersOf(inspectionId: number): string {
  return `answer:${inspectionId}:`;
}

/**
 * @param inspectionId the inspection
 * @param place where a draft of this inspection's answers lies
 * @returns code of the question whose comment it is; null for a draft of something else
 */
export function questionOfComment(inspectionId: number, place: string): string | null {
  const [code = '', field] = place.slice(answersOf(inspectionId).length).split('/');
  return field === commentField && code !== '' ? code : null;
}
