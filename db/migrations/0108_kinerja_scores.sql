ALTER TYPE "public"."document_kind" ADD VALUE 'performance_plan';--> statement-breakpoint
ALTER TYPE "public"."document_kind" ADD VALUE 'performance_evaluation';--> statement-breakpoint
ALTER TYPE "public"."document_kind" ADD VALUE 'performance_document';--> statement-breakpoint
ALTER TYPE "public"."document_kind" ADD VALUE 'credit_conversion';--> statement-breakpoint
ALTER TABLE "evaluations" DROP CONSTRAINT "evaluations_predicate";--> statement-breakpoint
ALTER TABLE "issued_documents" ADD COLUMN "signed_by_id" uuid;--> statement-breakpoint
ALTER TABLE "evaluation_lines" ADD COLUMN "measures" jsonb;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "additions" jsonb;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "score" numeric(16, 2);--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "assessment" jsonb;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "received_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "objected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "first_score" numeric(16, 2);--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "first_assessment" jsonb;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_signed_by_id_employees_id_fk" FOREIGN KEY ("signed_by_id") REFERENCES "public"."employees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "issued_documents_signed" ON "issued_documents" USING btree ("signed_by_id");--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_regime" CHECK ((score is null or (starts_on < '2021-07-01' and assessment is not null and result_rating is null
        and behaviour_rating is null)) and (result_rating is null or starts_on >= '2022-01-01'));--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_predicate" CHECK (predicate is not distinct from case
  when score >= 91 then 'very_good' when score >= 76 then 'good' when score >= 61 then 'needs_improvement'
  when score >= 51 then 'poor' when score is not null then 'very_poor'
  when result_rating is null or behaviour_rating is null then null
  when behaviour_rating = 'below' then case when result_rating = 'below' then 'very_poor' else 'poor' end
  when result_rating = 'below' then 'needs_improvement'
  when result_rating = 'above' and behaviour_rating = 'above' then 'very_good'
  else 'good' end);--> statement-breakpoint
CREATE POLICY "issued_documents_signed" ON "issued_documents" AS PERMISSIVE FOR SELECT TO "satya_app" USING ("signed_by_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid);--> statement-breakpoint
CREATE POLICY "issued_documents_signed_insert" ON "issued_documents" AS PERMISSIVE FOR INSERT TO "satya_app" WITH CHECK ("signed_by_id" = (select nullif(current_setting('satya.employee', true), ''))::uuid and kind::text = any(array['performance_plan',
        'performance_evaluation', 'performance_document', 'credit_conversion']) and exists (select 1 from plans p
        where p.employee_id = issued_documents.employee_id and p.appraiser_id = issued_documents.signed_by_id
        and p.agency_id = issued_documents.agency_id and p.agency_id = issued_documents.issued_by_agency_id));--> statement-breakpoint
-- A figure as a form or a quotient has it (`88,5`, `259/3`) in whole thousandths, half up.
create function thousandths_of(figure text) returns int language sql immutable set search_path = public as $$
  select least(round(replace(split_part(figure, '/', 1), ',', '.')::numeric * 1000
    / coalesce(nullif(split_part(figure, '/', 2), '')::numeric, 1)), 2147483647)::int
  where figure <> ''
$$;
--> statement-breakpoint
revoke execute on function thousandths_of(text) from public;
--> statement-breakpoint
grant execute on function thousandths_of(text) to satya_system;
--> statement-breakpoint
-- As before, and by PP 46/2011 the employee adds what came on top of the plan, the appraiser gives a score instead of
-- ratings, and the superior another one.
create or replace function evaluations_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  old_row jsonb;
  new_row jsonb := to_jsonb(new);
  is_scored boolean := new.starts_on < '2021-07-01';
begin
  if not of_person() then return new; end if;
  if tg_op = 'INSERT' then
    if actor in (new.employee_id, new.appraiser_id, new.superior_id) and new.state = 'open'
      and jsonb_strip_nulls(new_row - array['id', 'plan_id', 'kind', 'starts_on', 'ends_on', 'employee_id', 'appraiser_id',
        'superior_id', 'agency_id', 'unit_id', 'state']) = '{}'
      and exists (select from plans p where p.id = new.plan_id
        and p.regime = case when is_scored then 'pp46_2011' else 'permenpanrb6_2022' end::performance_regime
        and (not is_scored or new.kind = 'annual')
        and p.employee_id = new.employee_id and p.appraiser_id = new.appraiser_id and p.agency_id = new.agency_id
        and p.superior_id is not distinct from new.superior_id and p.unit_id is not distinct from new.unit_id
        and case when new.kind = 'annual'
          then p.state = 'agreed' and (p.starts_on, p.ends_on) = (new.starts_on, new.ends_on)
          else p.state in ('agreed', 'ended') and p.starts_on <= new.starts_on and new.ends_on <= p.ends_on end)
    then return new; end if;
    raise exception 'permission denied to begin this evaluation' using errcode = 'insufficient_privilege';
  end if;
  if new is not distinct from old then return new; end if;
  old_row := to_jsonb(old);
  if (old.employee_id = actor and (
      (old.state = 'open' and new.state = 'confirmed' and (new.additions is null or is_scored)
        and differs_only(old_row, new_row, 'state', 'confirmed_at', 'additions'))
      or (old.state = 'received' and new.state = 'accepted' and differs_only(old_row, new_row, 'state'))
      or (old.state = 'received' and new.state = 'objected' and new.objected_on between old.received_on
        and old.received_on + 14 and differs_only(old_row, new_row, 'state', 'objected_on', 'objected_at', 'objection'))))
    or (old.appraiser_id = actor and old.employee_id <> actor and (
      (old.state in ('open', 'confirmed') and new.state = 'received' and new.received_on > old.ends_on
        and (new.score is not null) = is_scored
        and differs_only(old_row, new_row, 'state', 'result_rating', 'behaviour_rating', 'predicate', 'ground',
          'deviation_reason', 'received_on', 'received_at', 'score', 'assessment'))
      or (old.state = 'objected' and new.state = 'answered' and differs_only(old_row, new_row, 'state', 'answer',
        'answered_at'))))
    or (old.superior_id = actor and actor not in (old.employee_id, old.appraiser_id)
      and old.state in ('objected', 'answered') and new.state in ('kept', 'changed')
      and (old.state = 'answered' or new.decided_at::date > old.objected_on + 14)
      and case when is_scored then
        case when new.state = 'kept' then differs_only(old_row, new_row, 'state', 'decision', 'decided_at')
          else new.score <> old.score and (new.first_score, new.first_assessment) = (old.score, old.assessment)
            and differs_only(old_row, new_row, 'state', 'decision', 'decided_at', 'score', 'assessment', 'predicate',
              'first_score', 'first_assessment') end
      else
        (new.state = 'kept') = ((new.result_rating, new.behaviour_rating) = (old.result_rating, old.behaviour_rating))
        and (new.first_result_rating, new.first_behaviour_rating) = (old.result_rating, old.behaviour_rating)
        and differs_only(old_row, new_row, 'state', 'decision', 'decided_at', 'result_rating', 'behaviour_rating',
          'predicate', 'first_result_rating', 'first_behaviour_rating') end)
  then return new; end if;
  raise exception 'permission denied for this change of an evaluation' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- As before; what was realised in figures is said by the owner alone.
create or replace function evaluation_lines_by_party() returns trigger language plpgsql set search_path = public as $$
declare
  actor uuid := actor_employee();
  e evaluations;
begin
  if not of_person() or (tg_op = 'UPDATE' and new is not distinct from old) then return new; end if;
  select * into e from evaluations where id = new.evaluation_id
    and exists (select from plan_items i where i.id = new.item_id and i.plan_id = evaluations.plan_id);
  if tg_op = 'INSERT' and ((e.employee_id = actor and e.state = 'open' and new.feedback = '')
    or (e.appraiser_id = actor and new.realisation = '' and new.measures is null))
  then
    new.rollup := coalesce((select w.rollup from approved_work(e.plan_id, e.starts_on, e.ends_on) w
      where w.item = new.item_id), new.rollup);
    return new;
  end if;
  if tg_op = 'UPDATE' and e.appraiser_id = actor and differs_only(to_jsonb(old), to_jsonb(new), 'feedback') then
    return new;
  end if;
  raise exception 'permission denied for this line of an evaluation' using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
-- As before, and for a score of PP 46/2011 its numbers. The first half of 2021 is no year: its result is merged with that
-- of the second half elsewhere, and imported.
create or replace function keep_evaluation_result(evaluation uuid) returns void
language plpgsql security definer set search_path = public as $$
declare
  actor uuid := nullif(current_setting('satya.employee', true), '')::uuid;
  e evaluations;
  people jsonb;
  before performance_history;
  aspects jsonb;
begin
  select * into e from evaluations where id = evaluation and kind = 'annual' and predicate is not null
    and ((state = 'received' and actor = appraiser_id) or (state = 'changed' and actor = superior_id));
  select p.people into people from plans p where p.id = e.plan_id and p.employee_id = e.employee_id
    and p.appraiser_id = e.appraiser_id and p.superior_id is not distinct from e.superior_id and p.agreed_at is not null
    and p.starts_on = e.starts_on;
  if not found then
    raise exception 'no result of a year to keep' using errcode = 'insufficient_privilege';
  end if;
  if e.score is not null and e.starts_on >= '2021-01-01' then return; end if;
  select * into before from performance_history h
    where h.employee_id = e.employee_id and h.year = date_part('year', e.starts_on) and not h.is_void
      and not exists (select from performance_history newer where newer.replaces_id = h.id)
    order by h.recorded_at desc limit 1;
  if before.source_id = e.id::text and before.predicate = e.predicate
    and before.work_result is not distinct from e.result_rating
    and before.behaviour is not distinct from e.behaviour_rating
    and before.plan_score_thousandths is not distinct from thousandths_of(e.assessment->>'plan')
    and before.average_score_thousandths is not distinct from thousandths_of(e.assessment->>'behaviourValue')
  then return; end if;
  aspects := e.assessment->'behaviour';
  insert into performance_history (employee_id, effective_on, source, source_id, replaces_id, reason, recorded_by, year,
    predicate, work_result, behaviour, appraiser_name, superior_name, plan_score_thousandths, service_score_thousandths,
    integrity_score_thousandths, commitment_score_thousandths, discipline_score_thousandths, teamwork_score_thousandths,
    leadership_score_thousandths, average_score_thousandths)
  values (e.employee_id, e.ends_on, 'evaluation', e.id, before.id,
    case when before.id is not null then
      case when e.state = 'changed' then 'Keputusan atas keberatan' else 'Evaluasi kinerja tahunan' end end,
    nullif(current_setting('satya.account', true), '')::uuid, date_part('year', e.starts_on), e.predicate,
    e.result_rating, e.behaviour_rating, people->'appraiser'->>'name', people->'superior'->>'name',
    thousandths_of(e.assessment->>'plan'), thousandths_of(aspects->>'service'), thousandths_of(aspects->>'integrity'),
    thousandths_of(aspects->>'commitment'), thousandths_of(aspects->>'discipline'), thousandths_of(aspects->>'teamwork'),
    case when (e.assessment->>'isStructural')::boolean then thousandths_of(aspects->>'leadership') end,
    thousandths_of(e.assessment->>'behaviourValue'));
end $$;
