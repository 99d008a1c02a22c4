create function is_performance_form(kind document_kind) returns boolean language sql stable as $$
  select kind::text in ('performance_plan', 'performance_evaluation', 'performance_document', 'credit_conversion')
$$;
--> statement-breakpoint
-- The number of a form about a plan or an evaluation, as `formNumber` makes it.
create function form_number(kind document_kind, starts_on date, id uuid) returns text language sql stable as $$
  select case kind::text when 'performance_plan' then 'SKP' when 'performance_evaluation' then 'EK'
      when 'performance_document' then 'DEK' else 'KAK' end
    || '/' || extract(year from starts_on) || '/' || upper(left(replace(id::text, '-', ''), 16))
$$;
--> statement-breakpoint
-- The evaluation that a form of this number is about.
create function evaluation_of_form(form document_kind, number text, plan uuid) returns setof evaluations
language sql stable as $$
  select * from evaluations e where e.plan_id = plan and $2 = form_number(form, e.starts_on, e.id)
$$;
--> statement-breakpoint
-- Whether a form of a plan may be signed: the plan was agreed, or its evaluation is final, and the number is theirs.
create function is_form_ready(form document_kind, number text, plan uuid) returns boolean language sql stable as $$
  select exists (select from plans p where p.id = plan and p.agreed_at is not null
    and (form::text <> 'performance_plan' or number = form_number(form, p.starts_on, p.id)))
    and (form::text = 'performance_plan' or exists (select from evaluation_of_form(form, $2, plan) e
      where is_final_evaluation(e.state, e.received_on)
        and (form::text <> 'credit_conversion' or (e.kind::text = 'annual' and e.starts_on >= '2023-01-01'))))
$$;
--> statement-breakpoint
-- Whether the appraiser signs it on a day: after the employee, or once the employee's 14 days are over; at once where the
-- employee signs nothing.
create function is_form_signed_or_late(form document_kind, number text, plan uuid, day date) returns boolean
language sql stable as $$
  select form::text not in ('performance_plan', 'performance_document')
    or exists (select from half_signed_forms h
      where h.kind = form and h.number = $2 and h.plan_id = plan)
    or day > 14 + case form::text
      when 'performance_plan' then (select (p.agreed_at at time zone 'Asia/Jakarta')::date from plans p where p.id = plan)
      else (select coalesce((e.decided_at at time zone 'Asia/Jakarta')::date, e.received_on, e.ends_on)
        from evaluation_of_form(form, $2, plan) e) end
$$;
--> statement-breakpoint
CREATE POLICY "issued_documents_forms" ON "issued_documents" AS RESTRICTIVE FOR INSERT TO "satya_app" WITH CHECK (not is_performance_form(kind) or ("signed_by_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and exists (select 1 from plans p
        where p.employee_id = issued_documents.employee_id and p.appraiser_id = issued_documents.signed_by_id
        and p.agency_id = issued_documents.agency_id and p.agency_id = issued_documents.issued_by_agency_id
        and is_form_ready(kind, number, p.id) and is_form_signed_or_late(kind, number, p.id, issued_on))));--> statement-breakpoint
ALTER POLICY "issued_documents_signed_insert" ON "issued_documents" TO satya_app WITH CHECK ("signed_by_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and is_performance_form(kind));--> statement-breakpoint
ALTER POLICY "half_signed_forms_insert" ON "half_signed_forms" TO satya_app WITH CHECK (is_form_ready(kind, number, plan_id) and exists (select 1 from plans p where p.id = plan_id
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "half_signed_forms_update" ON "half_signed_forms" TO satya_app USING (is_form_ready(kind, number, plan_id) and exists (select 1 from plans p where p.id = plan_id
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid)) WITH CHECK (is_form_ready(kind, number, plan_id) and exists (select 1 from plans p where p.id = plan_id
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));--> statement-breakpoint
ALTER POLICY "half_signed_forms_delete" ON "half_signed_forms" TO satya_app USING (is_form_ready(kind, number, plan_id) and exists (select 1 from plans p where p.id = plan_id
        and "employee_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid));
