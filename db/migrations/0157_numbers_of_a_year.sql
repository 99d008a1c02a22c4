ALTER TABLE "issued_documents" DROP CONSTRAINT "issued_documents_number";--> statement-breakpoint
ALTER TABLE "issued_documents" ADD COLUMN "number_year" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "issued_documents" ADD CONSTRAINT "issued_documents_number" UNIQUE("issued_by_agency_id","kind","number","number_year");