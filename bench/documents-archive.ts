import type { ISql, Sql } from 'postgres'
import { demonstrationAgency } from './demonstration-agency'

/**
 * Puts everybody of a register into its largest agency and gives each five papers, one of them replaced now and then,
 * and three letters, spread over three years; one person in a thousand has an STLUD, which nearly nobody has.
 */
export async function fillArchive(owner: Sql): Promise<number> {
  const agencyId = await demonstrationAgency(owner)
  await owner`insert into files (sha256, size_bytes, mime) values (${'0'.repeat(64)}, 1, 'application/pdf')`
  await owner`update employees set agency_id = ${agencyId}, work_agency_id = ${agencyId} where agency_id <> ${agencyId}`
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // one file stands for all
    await tx`
      insert into employee_documents (agency_id, employee_id, document_type, file_sha256, original_name, page_count,
        uploaded_at)
      select ${agencyId}, e.id, kinds.kind, encode(sha256((e.id::text || kinds.kind)::bytea), 'hex'),
        kinds.kind || ' ' || e.nip || '.pdf', 2, ${momentOf(tx, 'kinds.kind')}
      from employees e, unnest(array['SK_PANGKAT', 'SK_JABATAN', 'IJAZAH', 'PREDIKAT_2024', 'PREDIKAT_2025']) kinds(kind)`
    await tx`
      insert into employee_documents (agency_id, employee_id, document_type, file_sha256, original_name, page_count,
        uploaded_at)
      select ${agencyId}, e.id, 'STLUD', repeat('0', 64), 'stlud.pdf', 1, ${momentOf(tx, "'stlud'")}
      from employees e where abs(hashtext(e.id::text)) % 1000 = 0`
    await tx`
      insert into employee_documents (agency_id, employee_id, document_type, file_sha256, original_name, page_count,
        uploaded_at, replaces_id)
      select agency_id, employee_id, document_type, encode(sha256((id::text)::bytea), 'hex'), 'perbaikan.pdf', 2,
        uploaded_at + interval '3 days', id
      from employee_documents where abs(hashtext(id::text)) % 50 = 0`
    await tx`
      update employee_documents c set is_replaced = true
      where exists (select from employee_documents n where n.replaces_id = c.id)`
    await tx`
      insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, employee_id, number, issued_on,
        issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count, data,
        issued_at, number_year)
      select lpad(upper(to_hex(row_number() over ())), 12, '0'), kinds.kind::document_kind,
        replace(kinds.kind, '_', '-') || '-1', ${agencyId},
        ${agencyId}, e.id, kinds.at || '/' || e.nip, '2026-01-01', 'Bupati', 'Bupati', 'Hidayat', 'test', 'UJI',
        repeat('0', 64), 1, '{}', ${momentOf(tx, 'kinds.kind')}, 2026
      from employees e, (values ('promotion_decree', 823), ('performance_plan', 800), ('performance_document', 801))
        kinds(kind, at)`
  })
  await owner`vacuum analyze`
  return agencyId
}

/** A moment of the last three years that depends on the person and on what it is for. */
const momentOf = (owner: ISql, salt: string) =>
  owner.unsafe(`'2026-12-01'::timestamptz - abs(hashtext(e.id::text || ${salt})) % 94608000 * interval '1 second'`)
