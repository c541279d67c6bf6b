-- CreateEnum
CREATE TYPE "LimitedWork" AS ENUM ('triage', 'review', 'second_review', 'recheck', 'filing', 'city_answer', 'decision', 'original', 'mode', 'law', 'technical_review', 'legal_review', 'person_request', 'certificate', 'calibration', 'supervision', 'supervision_end');

-- CreateEnum
CREATE TYPE "EscalationLevel" AS ENUM ('warned', 'late', 'head', 'supervisor');

-- CreateEnum
CREATE TYPE "SupervisionAct" AS ENUM ('answered', 'settled', 'unsettled', 'withdrawn');

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "limit_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "case_state" (
    "case_id" TEXT NOT NULL,
    "status" "CaseStatus" NOT NULL,
    "filed_by" "CaseFiler",
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_state_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "escalation" (
    "work" "LimitedWork" NOT NULL,
    "subject" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "level" "EscalationLevel" NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "to_role" "Role" NOT NULL,
    "to_unit_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("work","subject","since","level")
);

-- CreateTable
CREATE TABLE "supervision" (
    "id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "case_id" TEXT,
    "reason" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,

    CONSTRAINT "supervision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supervision_step" (
    "supervision_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "act" "SupervisionAct" NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "supervision_step_pkey" PRIMARY KEY ("supervision_id","version")
);

-- CreateIndex
CREATE INDEX "case_state_status_since_case_id_idx" ON "case_state"("status", "since", "case_id");

-- CreateIndex
CREATE INDEX "supervision_alert_id_asked_at_idx" ON "supervision"("alert_id", "asked_at");

-- CreateIndex
CREATE INDEX "alert_status_limit_from_id_idx" ON "alert"("status", "limit_from", "id");

-- CreateIndex
CREATE INDEX "alert_step_kind_due_at_idx" ON "alert_step"("kind", "due_at");

-- AddForeignKey
ALTER TABLE "case_state" ADD CONSTRAINT "case_state_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision" ADD CONSTRAINT "supervision_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision" ADD CONSTRAINT "supervision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision" ADD CONSTRAINT "supervision_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_step" ADD CONSTRAINT "supervision_step_supervision_id_fkey" FOREIGN KEY ("supervision_id") REFERENCES "supervision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_step" ADD CONSTRAINT "supervision_step_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What waits already waits since it arrived, was seen, or was re-opened or sent back last.
UPDATE "alert" a SET "limit_from" = COALESCE(
  CASE WHEN a."round" > 1 THEN GREATEST(
    (SELECT max(e."at") FROM "audit_entry" e WHERE e."subject" = 'alert/' || a."id" AND e."action" = 'alert.reopened'),
    (SELECT max(m."at") FROM "case_move" m JOIN "case" c ON c."id" = m."case_id"
      WHERE c."alert_id" = a."id" AND m."status" = 'returned')) END,
  CASE WHEN a."status" IN ('new', 'claimed', 'dismissed') THEN a."arrived_at" ELSE a."confirmed_at" END);

INSERT INTO "case_state" ("case_id", "status", "filed_by", "since")
  SELECT c."id", COALESCE(m."status", 'proposed'), m."filed_by", COALESCE(m."at", c."proposed_at")
  FROM "case" c LEFT JOIN LATERAL
    (SELECT * FROM "case_move" o WHERE o."case_id" = c."id" ORDER BY o."version" DESC LIMIT 1) m ON TRUE;

-- A case and each of its moves say where it stands; nobody can forget to.
CREATE FUNCTION state_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "case_state" ("case_id", "status", "since") VALUES (NEW."id", 'proposed', NEW."proposed_at");
  RETURN NULL;
END $$;

CREATE FUNCTION state_of_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "case_state" SET "status" = NEW."status", "filed_by" = NEW."filed_by", "since" = NEW."at"
    WHERE "case_id" = NEW."case_id";
  RETURN NULL;
END $$;

CREATE TRIGGER state AFTER INSERT ON "case" FOR EACH ROW EXECUTE FUNCTION state_of_case();
CREATE TRIGGER state AFTER INSERT ON "case_move" FOR EACH ROW EXECUTE FUNCTION state_of_move();

-- What was recorded stays as it was recorded.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "escalation" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "escalation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "supervision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "supervision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "supervision_step" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "supervision_step" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
