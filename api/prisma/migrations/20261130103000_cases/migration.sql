-- What two officers agreed on was called filed; it was and is a proposal.
ALTER TYPE "AlertStatus" RENAME VALUE 'filed' TO 'proposed';
ALTER TYPE "AlertStatus" ADD VALUE 'not_filed' BEFORE 'proposed';
ALTER TYPE "AlertStatus" ADD VALUE 'transferred' BEFORE 'proposed';
ALTER TYPE "AlertStatus" ADD VALUE 'corrected' BEFORE 'proposed';

-- AlterEnum
ALTER TYPE "DismissReason" RENAME TO "EndReason";
ALTER TYPE "EndReason" ADD VALUE 'evidence_insufficient';
ALTER TYPE "EndReason" ADD VALUE 'time_barred';
ALTER TYPE "EndReason" ADD VALUE 'minor_corrected';
ALTER TYPE "EndReason" ADD VALUE 'first_violation';
ALTER TYPE "EndReason" ADD VALUE 'party_unknown';
ALTER TYPE "EndReason" ADD VALUE 'no_fault';
ALTER TYPE "EndReason" ADD VALUE 'other_authority';
ALTER TYPE "EndReason" ADD VALUE 'ordered_to_correct';

-- CreateEnum
CREATE TYPE "CaseStatus" AS ENUM ('proposed', 'handed_over', 'accepted', 'filed', 'decided', 'returned', 'not_filed', 'revoked');

-- CreateEnum
CREATE TYPE "CaseAction" AS ENUM ('file', 'send_back', 'refuse', 'revoke', 'hand_over', 'city_accepted', 'city_returned', 'city_filed', 'city_not_filed', 'city_decided', 'city_revoked');

-- CreateEnum
CREATE TYPE "CaseFiler" AS ENUM ('here', 'city');

-- CreateEnum
CREATE TYPE "CaseEnd" AS ENUM ('evidence_insufficient', 'time_barred', 'minor_corrected', 'first_violation', 'party_unknown', 'no_fault', 'other_authority', 'defence_accepted', 'reconsideration', 'litigation', 'self_check');

-- AlterTable
ALTER TABLE "alert" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "review" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "is_new_event" BOOLEAN NOT NULL DEFAULT false;

-- DropIndex
DROP INDEX "review_alert_id_officer_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "review_alert_id_round_officer_id_key" ON "review"("alert_id", "round", "officer_id");

-- AlterTable
ALTER TABLE "case" RENAME COLUMN "filed_at" TO "proposed_at";
ALTER TABLE "case" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1;

-- DropIndex
DROP INDEX "case_alert_id_key";

-- DropIndex
DROP INDEX "case_filed_at_id_idx";

-- CreateIndex
CREATE INDEX "case_alert_id_proposed_at_idx" ON "case"("alert_id", "proposed_at" DESC);

-- CreateIndex
CREATE INDEX "case_proposed_at_id_idx" ON "case"("proposed_at" DESC, "id");

-- CreateTable
CREATE TABLE "case_move" (
    "case_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "action" "CaseAction" NOT NULL,
    "status" "CaseStatus" NOT NULL,
    "filed_by" "CaseFiler",
    "filed_number" TEXT,
    "reason" "CaseEnd",
    "note" TEXT NOT NULL,
    "receiver" TEXT,
    "document_number" TEXT,
    "package_sha256" TEXT,
    "package_bytes" INTEGER,
    "package_key" TEXT,
    "package_version" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "case_move_pkey" PRIMARY KEY ("case_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_move_filed_by_filed_number_key" ON "case_move"("filed_by", "filed_number");

-- AddForeignKey
ALTER TABLE "case_move" ADD CONSTRAINT "case_move_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_move" ADD CONSTRAINT "case_move_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "case_move" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "case_move" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- AlterTable
ALTER TABLE "case_counter" ADD COLUMN "pool" TEXT;
UPDATE "case_counter" SET "pool" = 'proposed';
ALTER TABLE "case_counter" ALTER COLUMN "pool" SET NOT NULL;
ALTER TABLE "case_counter" DROP CONSTRAINT "case_counter_pkey",
ADD CONSTRAINT "case_counter_pkey" PRIMARY KEY ("pool", "year");
