-- CreateEnum
CREATE TYPE "KeepingClass" AS ENUM ('open', 'case', 'ended', 'fault', 'unalerted');

-- CreateTable
CREATE TABLE "keeping" (
    "finding_id" TEXT NOT NULL,
    "class" "KeepingClass" NOT NULL,
    "is_held" BOOLEAN NOT NULL,
    "kept_until" TIMESTAMPTZ(3),
    "locked_until" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "noticed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,
    "is_to_remove" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "keeping_pkey" PRIMARY KEY ("finding_id")
);

-- CreateTable
CREATE TABLE "keeping_change" (
    "id" BIGSERIAL NOT NULL,
    "finding_id" TEXT NOT NULL,

    CONSTRAINT "keeping_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exhibit_expiry" (
    "exhibit_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "class" "KeepingClass" NOT NULL,
    "days" INTEGER NOT NULL,
    "kept_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exhibit_expiry_pkey" PRIMARY KEY ("exhibit_id")
);

-- CreateIndex
CREATE INDEX "keeping_due_at_idx" ON "keeping"("due_at");

-- CreateIndex
CREATE INDEX "keeping_settled_at_idx" ON "keeping"("settled_at");

-- CreateIndex
CREATE INDEX "keeping_is_to_remove_idx" ON "keeping"("is_to_remove");

-- CreateIndex
CREATE INDEX "keeping_change_finding_id_idx" ON "keeping_change"("finding_id");

-- AddForeignKey
ALTER TABLE "keeping" ADD CONSTRAINT "keeping_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit_expiry" ADD CONSTRAINT "exhibit_expiry_exhibit_id_fkey" FOREIGN KEY ("exhibit_id") REFERENCES "exhibit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What went by rule stays recorded as it was recorded.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "exhibit_expiry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "exhibit_expiry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever changes what keeping rests on tells upkeep by it. Only ever added to: nobody waits here for upkeep, which talks to a store.
CREATE FUNCTION tell_keeping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO keeping_change (finding_id) VALUES (NEW.finding_id);
  RETURN NULL;
END $$;

CREATE FUNCTION tell_keeping_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO keeping_change (finding_id) SELECT finding_id FROM alert WHERE id = NEW.alert_id;
  RETURN NULL;
END $$;

CREATE TRIGGER tell_keeping AFTER INSERT ON "dossier" FOR EACH ROW EXECUTE FUNCTION tell_keeping();
CREATE TRIGGER tell_keeping AFTER INSERT OR UPDATE OF "status" ON "alert" FOR EACH ROW EXECUTE FUNCTION tell_keeping();
CREATE TRIGGER tell_keeping AFTER INSERT OR UPDATE ON "case" FOR EACH ROW EXECUTE FUNCTION tell_keeping_of_case();

-- What is here already is looked at once.
INSERT INTO keeping_change (finding_id) SELECT id FROM finding;
