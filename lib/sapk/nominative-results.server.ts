import 'server-only'
import type { TransactionSql } from 'postgres'
import type { CivilDate } from '@/lib/civil-date'
import { CopyLines, type ValuesToCopy } from '@/lib/copy.server'
import { RULE_VERSION } from '@/lib/sapk/nominative'

/** People whose results wait for the database while it puts those before into the table: some 3 MB. */
const PEOPLE_AT_ONCE = 10_000

/** What differs between the people of one computation. */
const COLUMNS = `agency_id, employee_id, type, outcome, is_provisional, unmet, nip, name, unit_id, rank, rank_since,
  proposed_rank, service_months, salary_rupiah`

/**
 * Puts results into the table, a part at a time: while the database writes one, the next people are read and judged.
 * COPY refuses tables with policies, so each part goes through a table of the transaction.
 */
export class NominativeResults {
  #lines = new CopyLines()
  #people = 0
  #last: Promise<void> = Promise.resolve()

  private constructor(
    private readonly tx: TransactionSql,
    private readonly effectiveOn: CivilDate,
    private readonly now: Date,
    private readonly peopleAtOnce: number,
  ) {}

  static async to(
    tx: TransactionSql,
    effectiveOn: CivilDate,
    now: Date,
    peopleAtOnce = PEOPLE_AT_ONCE,
  ): Promise<NominativeResults> {
    await tx.unsafe(`create temporary table incoming on commit drop as
      select ${COLUMNS} from nominative_results with no data`)
    return new NominativeResults(tx, effectiveOn, now, peopleAtOnce)
  }

  add(row: ValuesToCopy): void {
    this.#lines.add(row)
    this.#people += 1
  }

  /** Hands a part that is large enough to the database, once it has the one before. */
  async flush(): Promise<void> {
    if (this.#people >= this.peopleAtOnce) await this.#take()
  }

  async end(): Promise<void> {
    await this.#take()
    await this.#last
  }

  /** Waits for the part on its way: whatever ends the transaction, nothing is written after it. */
  async settle(): Promise<void> {
    await this.#last.catch(() => {})
  }

  async #take(): Promise<void> {
    await this.#last
    this.#last = this.#write(this.#lines)
    this.#last.catch(() => {}) // thrown where it is waited for
    this.#lines = new CopyLines()
    this.#people = 0
  }

  async #write(lines: CopyLines): Promise<void> {
    await lines.copyTo(this.tx, 'incoming')
    await this.tx.unsafe(
      `insert into nominative_results (effective_on, rule_version, computed_at, ${COLUMNS})
       select $1::date, $2::smallint, $3::timestamptz, ${COLUMNS} from incoming`,
      [this.effectiveOn, RULE_VERSION, this.now.toISOString()], // the query builder turns off the conversion of dates
    )
    await this.tx`truncate incoming`
  }
}
