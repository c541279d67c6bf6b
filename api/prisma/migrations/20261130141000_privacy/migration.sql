-- CreateEnum
CREATE TYPE "CaseCopyState" AS ENUM ('running', 'done', 'failed', 'removed');

-- CreateTable
CREATE TABLE "original_permission" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "receiver" TEXT NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,

    CONSTRAINT "original_permission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "original_decision" (
    "permission_id" TEXT NOT NULL,
    "is_granted" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,

    CONSTRAINT "original_decision_pkey" PRIMARY KEY ("permission_id")
);

-- CreateTable
CREATE TABLE "case_copy" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "receiver" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" "CaseCopyState" NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "of" INTEGER NOT NULL DEFAULT 0,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "pictures" INTEGER,
    "left_out" JSONB NOT NULL DEFAULT '{}',
    "sha256" TEXT,
    "bytes" INTEGER,
    "version_id" TEXT,
    "failure" TEXT,
    "missing_model" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "kept_until" TIMESTAMPTZ(3),
    "made_by" TEXT NOT NULL,

    CONSTRAINT "case_copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mask_version" (
    "source_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "shapes" JSONB NOT NULL,
    "turn" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "mask_version_pkey" PRIMARY KEY ("source_id","version")
);

-- CreateTable
CREATE TABLE "viewing_reason" (
    "id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "viewing_reason_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "viewing" (
    "person_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "times" INTEGER NOT NULL,
    "seeks" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,

    CONSTRAINT "viewing_pkey" PRIMARY KEY ("person_id","subject","minute","address")
);

-- CreateIndex
CREATE INDEX "viewing_reason_source_id_person_id_session_id_at_idx" ON "viewing_reason"("source_id", "person_id", "session_id", "at" DESC);

-- CreateIndex
CREATE INDEX "viewing_minute_idx" ON "viewing"("minute");

-- AddForeignKey
ALTER TABLE "mask_version" ADD CONSTRAINT "mask_version_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mask_version" ADD CONSTRAINT "mask_version_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_reason" ADD CONSTRAINT "viewing_reason_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "viewing_reason" ADD CONSTRAINT "viewing_reason_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable: what was printed before, and what an api of before prints, shows originals
ALTER TABLE "document" ADD COLUMN "shows_originals" BOOLEAN NOT NULL DEFAULT true;

-- CreateIndex
CREATE INDEX "original_permission_case_id_asked_at_idx" ON "original_permission"("case_id", "asked_at" DESC);

-- CreateIndex
CREATE INDEX "case_copy_case_id_started_at_idx" ON "case_copy"("case_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "case_copy_state_idx" ON "case_copy"("state");

-- AddForeignKey
ALTER TABLE "original_permission" ADD CONSTRAINT "original_permission_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "original_permission" ADD CONSTRAINT "original_permission_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "original_decision" ADD CONSTRAINT "original_decision_permission_id_fkey" FOREIGN KEY ("permission_id") REFERENCES "original_permission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "original_decision" ADD CONSTRAINT "original_decision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_copy" ADD CONSTRAINT "case_copy_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_copy" ADD CONSTRAINT "case_copy_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['original_permission', 'original_decision', 'viewing_reason', 'mask_version'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
