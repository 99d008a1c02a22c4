/**
 * Writes that take no version of what somebody saw, each with the reason why nothing of somebody else is lost by it. A
 * name that ends in # or / is that of a whole folder.
 */
const reasons: Record<string, readonly string[]> = {
  'it only looks': [
    '(office)/admin/audit#revealEventAction',
    '(office)/kinerja/tindak-lanjut#previewAllowanceAction',
    '(office)/pegawai/[id]#revealValueAction',
    '(office)/sapk/usul#previewBulkAction',
    '(office)/unduhan#',
  ],
  'one’s own, which nobody else writes': [
    '(office)/akun#',
    '(office)/kinerja/skp#createPlanAction',
    '(office)/pemberitahuan#readNotificationsAction',
    '(office)/sapk/verifikasi#keepReviewAction', // of whoever holds the proposal
    '(office)/sapk/verifikasi#releaseReviewAction',
    '(office)/tampilan#',
    '(office)/unggah#',
  ],
  'it makes what is not there; where it is there by now, it is refused or left as it is': [
    '(office)/admin/akun#createAccountAction',
    '(office)/admin/struktur#foundUnitAction',
    '(office)/impor#startImportAction',
    '(office)/kinerja/tindak-lanjut#recordAbsencesAction',
    '(office)/kinerja/tindak-lanjut#stageAbsencesAction',
    '(office)/sapk/kenaikan-pangkat#createProposalsAction',
    '(office)/sapk/kenaikan-pangkat#proposeAllAction',
  ],
  'it adds to what stands there, or replaces a row by its id, once': [
    '(office)/kinerja/penilai#assignAppraiserAction',
    '(office)/kinerja/penilai#reportAppraiserAction',
    '(office)/kinerja/rekap#extendEntriesAction',
    '(office)/kinerja/skp#commentPlanAction',
    '(office)/kinerja/tim#giveFeedbackAction',
    '(office)/kinerja/tim#remindTeamAction',
    '(office)/pegawai/[id]#addHistoryAction',
    '(office)/pegawai/[id]#attachPaperAction',
    '(office)/pegawai/[id]#correctHistoryAction',
    '(office)/pegawai/[id]#detachPaperAction',
    '(office)/pegawai/[id]#uploadPaperAction',
    '(office)/pegawai/[id]#verifyHistoryAction',
    '(office)/pegawai/[id]#withdrawHistoryAction',
    '(office)/sapk/usul/berkas#attachDocumentAction', // over the paper that was seen
    '(office)/sapk/usul/berkas#uploadDocumentAction',
  ],
  'the state it leads out of refuses whoever was late': [
    '(office)/duplikat#',
    '(office)/impor#appendImportAction', // the length of what has arrived
    '(office)/impor#applyImportAction',
    '(office)/impor#checkImportAction',
    '(office)/impor#discardImportAction',
    '(office)/impor#receiveImportAction',
    '(office)/impor#resumeImportAction',
    '(office)/impor#undoImportAction',
    '(office)/kinerja/penilai#closeReportAction',
    '(office)/kinerja/penilaian#acceptEvaluationAction',
    '(office)/kinerja/penilaian#answerEvaluationObjectionAction',
    '(office)/kinerja/penilaian#confirmActivitiesAction',
    '(office)/kinerja/penilaian#confirmEvaluationAction',
    '(office)/kinerja/penilaian#decideEvaluationObjectionAction',
    '(office)/kinerja/penilaian#decideScoreAction',
    '(office)/kinerja/penilaian#issueFormAction',
    '(office)/kinerja/penilaian#objectToEvaluationAction',
    '(office)/kinerja/penilaian#rateEvaluationAction',
    '(office)/kinerja/penilaian#scoreEvaluationAction',
    '(office)/kinerja/penilaian#signFormAction',
    '(office)/kinerja/tindak-lanjut#applyAbsencesAction',
    '(office)/kinerja/tindak-lanjut#decideAbsenceAction',
    '(office)/kinerja/tindak-lanjut#discardAbsencesAction',
    '(office)/kinerja/tindak-lanjut#undoAbsencesAction',
    '(office)/kinerja/tindak-lanjut#withdrawAbsenceAction',
  ],
  'what was staged is shown as a whole before it is applied': [
    '(office)/impor#fixImportCellAction',
    '(office)/impor#mapImportAction',
    '(office)/kinerja/tindak-lanjut#fixAbsenceCellAction',
    '(office)/kinerja/tindak-lanjut#mapAbsencesAction',
  ],
  'it computes from what stands there': [
    '(office)/admin/sistem#retryWorkAction',
    '(office)/kinerja/penilai#deriveAppraisersAction',
    '(office)/sapk/kenaikan-pangkat#computeNominativeAction',
  ],
  'the last word counts, and the trail keeps what stood there before': [
    '(office)/kinerja/penilaian#setAchievementAction',
    '(office)/kinerja/rekap#saveEntryRulesAction',
    '(office)/kinerja/skp#relinkItemAction',
    '(office)/kinerja/tindak-lanjut#saveAllowanceAction',
    '(office)/kinerja/tindak-lanjut#saveAmountsAction',
  ],
  'a report is a row of signed steps that are added': ['(office)/wbs#', '(office)/wbs/'],
}

/** The names of the list. */
export const unversioned = Object.values(reasons).flat()

/** Whether the list names an action, or its folder. */
export function needsNoVersion(name: string): boolean {
  return unversioned.some((listed) => (/[#/]$/.test(listed) ? name.startsWith(listed) : name === listed))
}
