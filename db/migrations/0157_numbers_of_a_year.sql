-- Numbers of letters start again each year, so a letter is told by its number and the year of its series. That of a
-- technical approval is the year in which it was accepted, or ordered anew, which may be the one before its date.
ALTER TABLE "issued_documents" DROP CONSTRAINT "issued_documents_number";--> statement-breakpoint
ALTER TABLE "issued_documents" ADD COLUMN "number_year" smallint;--> statement-breakpoint
grant update (number_year) on issued_documents to satya_system;
--> statement-breakpoint
do $$
begin
  set local role satya_system;
  update issued_documents set number_year = extract(year from issued_on);
  update issued_documents d
  set number_year = p.technical_year
  from promotion_proposals p
  where d.kind = 'technical_approval' and p.technical_code = d.code and p.technical_number = d.number;
  -- where its steps are known, by the last one that gave a number: by now its proposal may carry another one
  update issued_documents d
  set number_year = extract(year from numbered.at at time zone 'Asia/Jakarta')
  from (
    select d.id, max(v.at) as at
    from issued_documents d
    join promotion_proposals p on p.employee_id = d.employee_id
    join proposal_events v on v.proposal_id = p.id and v.event in ('prepare', 'correct') and v.at <= d.issued_at
    where d.kind = 'technical_approval'
    group by d.id
  ) numbered
  where numbered.id = d.id;
  reset role;
end $$;
--> statement-breakpoint
revoke update (number_year) on issued_documents from satya_system;
--> statement-breakpoint
ALTER TABLE "issued_documents" ALTER COLUMN "number_year" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_number" UNIQUE("issued_by_agency_id","kind","number","number_year");
