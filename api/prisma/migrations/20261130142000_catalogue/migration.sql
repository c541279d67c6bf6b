-- CreateEnum
CREATE TYPE "LawSubject" AS ENUM ('matters', 'authorities', 'leniency');

-- AlterTable
ALTER TABLE "case_move" ADD COLUMN     "authority_basis" TEXT;

-- CreateTable
CREATE TABLE "law_batch" (
    "id" TEXT NOT NULL,
    "subject" "LawSubject" NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "uploaded_by" TEXT NOT NULL,

    CONSTRAINT "law_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "law_batch_decision" (
    "batch_id" TEXT NOT NULL,
    "is_published" BOOLEAN NOT NULL,
    "is_checked" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "law_batch_decision_pkey" PRIMARY KEY ("batch_id")
);

-- CreateTable
CREATE TABLE "law_entry" (
    "id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "law_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "law_withdrawal" (
    "entry_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "law_withdrawal_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "review_matter" (
    "review_id" TEXT NOT NULL,
    "entry_id" TEXT,
    "matter_code" TEXT,
    "party" TEXT,
    "content" JSONB NOT NULL,

    CONSTRAINT "review_matter_pkey" PRIMARY KEY ("review_id")
);

-- CreateIndex
CREATE INDEX "law_batch_subject_uploaded_at_idx" ON "law_batch"("subject", "uploaded_at" DESC);

-- CreateIndex
CREATE INDEX "law_entry_key_idx" ON "law_entry"("key");

-- CreateIndex
CREATE INDEX "review_plate_idx" ON "review"("plate");

-- CreateIndex
CREATE UNIQUE INDEX "law_entry_batch_id_line_key" ON "law_entry"("batch_id", "line");

-- CreateIndex
CREATE INDEX "review_matter_matter_code_idx" ON "review_matter"("matter_code");

-- CreateIndex
CREATE INDEX "review_matter_party_idx" ON "review_matter"("party");

-- AddForeignKey
ALTER TABLE "law_batch" ADD CONSTRAINT "law_batch_uploaded_by_fkey" FOREIGN KEY ("uploaded_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "law_batch_decision" ADD CONSTRAINT "law_batch_decision_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "law_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "law_batch_decision" ADD CONSTRAINT "law_batch_decision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "law_entry" ADD CONSTRAINT "law_entry_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "law_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "law_withdrawal" ADD CONSTRAINT "law_withdrawal_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "law_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "law_withdrawal" ADD CONSTRAINT "law_withdrawal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_matter" ADD CONSTRAINT "review_matter_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Reminders are looked up by the plate that the machine read: whoever left in time, nobody typed one.
CREATE INDEX "dossier_machine_plate_idx" ON "dossier" ((("manifest"::jsonb) #>> '{plate,text}')) WHERE "stage" = 'confirmed';

-- What was recorded stays as it was recorded.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['law_batch', 'law_batch_decision', 'law_entry', 'law_withdrawal', 'review_matter'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
