-- AlterEnum
ALTER TYPE "StepKind" ADD VALUE 'remote_check';

-- CreateEnum
CREATE TYPE "EvidenceMode" AS ENUM ('CLUE_ONLY', 'REMOTE_CONFIRM', 'DIRECT');

-- CreateTable
CREATE TABLE "evidence_mode" (
    "id" TEXT NOT NULL,
    "kind" "ViolationKind" NOT NULL,
    "source_kind" "SourceKind" NOT NULL,
    "mode" "EvidenceMode" NOT NULL,
    "basis" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,

    CONSTRAINT "evidence_mode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_mode_decision" (
    "mode_id" TEXT NOT NULL,
    "is_approved" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "evidence_mode_decision_pkey" PRIMARY KEY ("mode_id")
);

-- CreateIndex
CREATE INDEX "evidence_mode_kind_source_kind_asked_at_idx" ON "evidence_mode"("kind", "source_kind", "asked_at" DESC);

-- AddForeignKey
ALTER TABLE "evidence_mode" ADD CONSTRAINT "evidence_mode_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_mode_decision" ADD CONSTRAINT "evidence_mode_decision_mode_id_fkey" FOREIGN KEY ("mode_id") REFERENCES "evidence_mode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_mode_decision" ADD CONSTRAINT "evidence_mode_decision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['evidence_mode', 'evidence_mode_decision'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
