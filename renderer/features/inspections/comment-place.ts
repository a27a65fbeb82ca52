const commentField = 'comment';

/**
 * Where the draft of a comment lies.
 *
 * @param inspectionId the inspection
 * @param questionCode the question
 * @param repeat the block in which it is asked, 0 outside repeats
 * @returns record and field, as a field that saves itself takes them
 */
export function commentPlace(
  inspectionId: number,
  questionCode: string,
  repeat: number,
): { readonly recordKey: string; readonly field: string } {
  return { recordKey: answerPlace(inspectionId, questionCode, repeat), field: commentField };
}

/**
 * @param inspectionId the inspection
 * @param questionCode the question
 * @param repeat the block in which it is asked, 0 outside repeats
 * @returns where drafts of this answer lie
 */
export function answerPlace(inspectionId: number, questionCode: string, repeat: number): string {
  // A code may be a path through the form.
  const code = encodeURIComponent(questionCode);
  return `${answersOf(inspectionId)}${repeat === 0 ? code : `${code}~${repeat}`}`;
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
 * @returns the question and block whose comment it is; null for a draft of something else
 */
export function questionOfComment(
  inspectionId: number,
  place: string,
): { readonly questionCode: string; readonly repeat: number } | null {
  const [answer = '', field] = place.slice(answersOf(inspectionId).length).split('/');
  const [code = '', repeat = '0'] = answer.split('~');
  if (field !== commentField || code === '') return null;
  return { questionCode: decodeURIComponent(code), repeat: Number(repeat) };
}
