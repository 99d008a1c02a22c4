import { type Role, roles } from '@/lib/auth/actor'

const officeRoles: readonly Role[] = roles.filter((role) => role !== 'employee')

/**
 * The door: which roles may do what. A permission is also the name of the audit event and, after the dot, of the
 * workflow event. Scope is narrowed by each query, separation of duties by the rules.
 */
export const permissions = {
  'absence.decide': ['agency_approver'],
  'absence.import': ['performance_officer'],
  'absence.read': ['performance_officer', 'agency_approver'],
  'absence.record': ['performance_officer'],
  'absence.withdraw': ['performance_officer'],
  'account.read': ['bkn_admin'],
  'account.create': ['bkn_admin'],
  'account.update': ['bkn_admin'],
  'agency.update': ['bkn_admin'],
  'allowance.preview': ['performance_officer'],
  'allowance.read': ['performance_officer'],
  'allowance.save': ['performance_officer'],
  'appraiser.assign': ['performance_officer'],
  'appraiser.derive': ['performance_officer'],
  'appraiser.read': ['performance_officer'],
  'appraiser.report': roles, // of one's own
  'audit.read': ['bkn_admin', 'auditor'],
  'audit.reveal': ['bkn_admin', 'auditor'],
  'document.export': ['mutation_officer'], // the list, not the documents
  'document.list': ['mutation_officer'],
  'document.read': roles, // an employee: their own, by scope
  'document.upload': ['mutation_officer', 'employee'],
  'duplicate.dismiss': ['bkn_verifier'],
  'duplicate.merge': ['bkn_verifier'],
  'duplicate.read': ['bkn_verifier'],
  'duplicate.split': ['bkn_verifier'],
  'employee.block': ['bkn_verifier'],
  'employee.change_standing': ['mutation_officer'],
  'employee.check_nik': ['bkn_verifier'], // what Dukcapil answered
  'employee.read': ['mutation_officer', 'agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer', 'auditor'],
  'employee.export': ['mutation_officer', 'agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer', 'auditor'],
  'employee.reveal': ['mutation_officer', 'agency_approver', 'bkn_verifier'],
  'employee.supplement': ['mutation_officer'],
  'employee.unblock': ['bkn_verifier'],
  'entry.attach': roles, // evidence to one's own
  'entry.read': roles, // one's own days
  'entry.save': roles,
  'entry.withdraw': roles,
  'entry.approve': ['appraiser'],
  'entry.correct': ['appraiser'], // the minutes that count
  'entry.reject': ['appraiser'],
  'entry.reopen': ['appraiser'],
  'entry.remind': ['appraiser'],
  'entry.return': ['appraiser'],
  'entry.extend': ['performance_officer'],
  'entry.read_rules': ['performance_officer'],
  'entry.save_rules': ['performance_officer'],
  'entry.review': ['appraiser'], // looks at the team's week
  'evaluation.accept': roles, // one's own; so for confirm and object
  'evaluation.answer_objection': ['appraiser'],
  'evaluation.confirm': roles,
  'evaluation.decide_objection': ['appraiser'], // of one whose appraiser they are
  'evaluation.export': ['performance_officer'], // to SIASN
  'evaluation.issue_form': ['appraiser'],
  'evaluation.sign_form': roles, // one's own
  'evaluation.object': roles,
  'evaluation.rate': ['appraiser'],
  'evaluation.read': roles, // one's own, and those that name one as appraiser or superior
  'evaluation.set_achievement': ['performance_officer'],
  'exam.add_time': ['exam_manager', 'exam_supervisor'],
  'exam.answer_objection': ['exam_manager'],
  'exam.announce': ['exam_manager'],
  'exam.apply_candidates': ['exam_manager'], // what was read from a file
  'exam.assign': ['exam_manager'],
  'exam.cancel': ['exam_manager'], // a session
  'exam.certify': ['exam_manager'],
  'exam.close': ['exam_manager', 'exam_supervisor'],
  'exam.decide_settlement': ['bkn_admin'], // for the national committee
  'exam.disclose': ['exam_manager'],
  'exam.confirm_programme': ['exam_manager', 'bkn_admin'], // their own, and those of the law; so for copy and save
  'exam.copy_programme': ['exam_manager', 'bkn_admin'],
  'exam.disqualify': ['exam_manager', 'exam_supervisor'],
  'exam.end': ['exam_manager', 'exam_supervisor'], // one attempt
  'exam.export_candidates': ['exam_manager'],
  'exam.hand_over': ['exam_manager', 'exam_supervisor'], // a seat, to another device
  'exam.import_candidates': ['exam_manager'],
  'exam.import_photos': ['exam_manager'], // of candidates, from their registration
  'exam.import_second': ['exam_manager'],
  'exam.lock_browser': ['exam_manager', 'exam_supervisor'], // to Safe Exam Browser, or to any
  'exam.move_seat': ['exam_manager', 'exam_supervisor'],
  'exam.note': ['exam_manager', 'exam_registrar', 'exam_supervisor'],
  'exam.pause': ['exam_manager', 'exam_supervisor'],
  'exam.plan': ['exam_manager'], // looks at what is set up before the day
  'exam.plan_second': ['exam_manager'],
  'exam.prepare': ['exam_manager'],
  'exam.propose_settlement': ['exam_manager'],
  'exam.publish': ['exam_manager'],
  'exam.read': ['exam_manager', 'exam_registrar', 'exam_supervisor'],
  'exam.read_leads': ['exam_manager'], // what in the answers of a closed session should be looked into
  'exam.read_objection': ['exam_manager'],
  'exam.read_results': ['exam_manager'],
  'exam.read_scores': ['exam_manager'], // of a closed session, name by name
  'exam.register': ['exam_registrar'],
  'exam.register_late': ['exam_supervisor'],
  'exam.reinstate': ['exam_manager', 'exam_supervisor'],
  'exam.release': ['exam_supervisor'],
  'exam.renew_pin': ['exam_registrar', 'exam_supervisor'],
  'exam.resume': ['exam_manager', 'exam_supervisor'],
  'exam.read_programme': ['exam_manager', 'bkn_admin'],
  'exam.rule': ['exam_manager'], // who withdraws, and whose result was announced wrongly
  'exam.save_programme': ['exam_manager', 'bkn_admin'],
  'exam.save_room': ['exam_manager'],
  'exam.save_session': ['exam_manager'],
  'exam.save_site': ['exam_manager'],
  'exam.settle_tie': ['exam_manager'],
  'exam.sign_minutes': ['exam_supervisor'],
  'exam.switch_board': ['exam_manager'],
  'exam.witness_minutes': ['exam_manager', 'exam_registrar'], // the agency's own committee
  'export.read': [
    'mutation_officer',
    'agency_approver',
    'agency_signer',
    'bkn_verifier',
    'bkn_signer',
    'auditor',
    'exam_manager',
    'performance_officer',
    'appraiser',
  ], // one's own downloads
  'history.add': ['mutation_officer'],
  'history.attach': ['mutation_officer'], // a paper that proves a row
  'history.correct': ['mutation_officer'],
  'history.detach': ['mutation_officer'],
  'history.verify': ['agency_approver'], // a row that somebody else recorded
  'history.withdraw': ['mutation_officer'],
  'home.read': roles,
  'import.manage': ['mutation_officer'],
  'item.analyse': ['item_reviewer'], // what the answers of sealed sessions say
  'item.apply': ['item_writer'], // what was read from a file
  'item.approve': ['item_reviewer'],
  'item.export': ['item_reviewer'],
  'item.import': ['item_writer'],
  'item.leak': ['item_writer', 'item_reviewer'], // it is known outside
  'item.read': ['item_writer', 'item_reviewer'],
  'item.restore': ['item_reviewer'], // it was not known outside after all
  'item.retire': ['item_reviewer'],
  'item.return': ['item_reviewer'],
  'item.submit': ['item_writer'],
  'item.write': ['item_writer'],
  'list.save_view': ['mutation_officer', 'agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer', 'auditor'],
  'nominative.compute': ['mutation_officer'],
  'nominative.export': ['mutation_officer', 'agency_approver'],
  'nominative.read': ['mutation_officer', 'agency_approver'],
  'own.read': roles, // everybody's own file
  'own.secure': roles, // own password, authenticator and sessions
  'period.update': ['bkn_admin'],
  'plan.feedback': ['appraiser'],
  'plan.agree': ['appraiser'],
  'plan.amend': roles,
  'plan.comment': roles,
  'plan.create': roles, // one's own, as all that everybody may do with a plan
  'plan.direct': ['appraiser'],
  'plan.edit': roles,
  'plan.move': roles,
  'plan.propose': roles,
  'plan.read': roles, // and those that name one as appraiser
  'plan.read_team': ['appraiser'],
  'plan.refer': roles, // what is one's own, or what was proposed to one
  'plan.relink': roles,
  'plan.return': ['appraiser'],
  'plan.settle': ['appraiser'], // as the superior of another appraiser
  'plan.withdraw': roles,
  'promotion.accept': ['bkn_verifier'],
  'promotion.approve': ['agency_approver'],
  'promotion.cancel': ['mutation_officer'],
  'promotion.cancel_correction': ['agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer'],
  'promotion.check': ['mutation_officer', 'agency_approver'],
  'promotion.confirm_decree': ['agency_approver'],
  'promotion.correct': ['bkn_signer'],
  'promotion.correct_decree': ['agency_approver', 'bkn_verifier'], // its signer signs again
  'promotion.create': ['mutation_officer'],
  'promotion.edit': ['mutation_officer'],
  'promotion.export': ['mutation_officer', 'agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer', 'auditor'],
  'promotion.forward': ['bkn_verifier'],
  'promotion.initial': ['bkn_verifier'],
  'promotion.postpone': ['mutation_officer'], // to the next period
  'promotion.prepare_decree': ['mutation_officer'],
  'promotion.read': ['mutation_officer', 'agency_approver', 'agency_signer', 'bkn_verifier', 'bkn_signer', 'auditor'],
  'promotion.record_decree': ['mutation_officer'],
  'promotion.reject': ['bkn_verifier'],
  'promotion.return': ['bkn_verifier'],
  'promotion.revoke': ['bkn_signer'],
  'promotion.revoke_decree': ['agency_signer', 'bkn_signer'],
  'promotion.sign_approval': ['bkn_signer'],
  'promotion.sign_decree': ['agency_signer', 'bkn_signer'],
  'promotion.sign_letter': ['agency_signer'],
  'promotion.submit': ['mutation_officer'],
  'promotion.turn_down': ['agency_approver'],
  'promotion.verify': ['bkn_verifier'], // claim and open
  'recap.export': ['performance_officer', 'appraiser'], // the head of a unit: the own tree; so for read
  'recap.read': ['performance_officer', 'appraiser'],
  'reward.read': ['performance_officer', 'agency_approver'],
  'reference.update': ['bkn_admin'],
  'structure.add': ['bkn_admin', 'mutation_officer'], // units of the agency, of every agency at BKN
  'structure.change': ['bkn_admin', 'mutation_officer'],
  'structure.correct': ['bkn_admin', 'mutation_officer'],
  'structure.read': ['bkn_admin', 'mutation_officer'],
  'structure.withdraw': ['bkn_admin', 'mutation_officer'],
  'system.read': ['bkn_admin'],
  'system.retry': ['bkn_admin'],
  'template.read': ['bkn_admin'],
  'wbs.handle': ['wbs_officer'], // opens the room; what somebody is inside stands in the signed list (lib/wbs/officer.server)
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function isAllowed(role: Role | 'system', permission: Permission): boolean {
  return role === 'system' || (permissions[permission] as readonly Role[]).includes(role)
}

export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission]
}

/** Roles that act on other people's files sign in with a second factor. */
export function needsSecondFactor(held: readonly Role[]): boolean {
  return held.some((role) => officeRoles.includes(role))
}
