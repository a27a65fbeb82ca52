import { recordVetting, takeBackVetting } from '#db/vetting.ts';
import { vettingCases } from '#db/vetting-cases.ts';
import { countVetting, listVetting } from '#db/vetting-list.ts';
import type { HandlersOf } from '../handler.ts';
import { forgetStep, rememberedStep, rememberStep } from '../vetting/recorded-steps.ts';
import { peopleReader } from './people-reader.ts';

/** Handlers of vetting: who has to be vetted, and what the vetting office decided. */
export const vettingHandlers: HandlersOf<'vetting'> = {
  'vetting.list': (query, records) => {
    records.permit('records.read');
    return listVetting(records.db.read, peopleReader(records), query, records.today());
  },
  'vetting.counts': (_request, records) => {
    records.permit('records.read');
    return countVetting(records.db.read, records.today());
  },
  'vetting.cases': ({ personId }, records) => {
    records.permit('records.read');
    return [...vettingCases(records.db.read, peopleReader(records), personId)];
  },
  'vetting.record': (fields, records) => {
    records.permit('records.write');
    const { value } = records.db.commit(records.author, (tx) => recordVetting(tx, fields, records.today()));
    return { id: value.id, undoToken: rememberStep(records.db, [value]) };
  },
  'vetting.undo': ({ undoToken }, records) => {
    records.permit('records.write');
    const recorded = rememberedStep(records.db, undoToken);
    records.db.commit(records.author, (tx) => takeBackVetting(tx, recorded));
    forgetStep(records.db, undoToken);
  },
};
