-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('city', 'district', 'town', 'department');

-- CreateTable
CREATE TABLE "org_unit" (
    "id" TEXT NOT NULL,
    "parent_id" TEXT,
    "kind" "UnitKind" NOT NULL,
    "name" TEXT NOT NULL,
    "region_code" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "org_unit_pkey" PRIMARY KEY ("id")
);

-- The one unit that everything belonged to so far. It has no code of its own: that of the installation holds.
INSERT INTO "org_unit" ("id", "kind", "name", "created_at") VALUES ('root', 'city', '本级', CURRENT_TIMESTAMP);

-- AlterTable
ALTER TABLE "person" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "person_request" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "source" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "finding" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "alert" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "shadow_run" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "dataset_approval" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';
ALTER TABLE "dataset_export" ADD COLUMN "unit_id" TEXT NOT NULL DEFAULT 'root';

-- CreateIndex
CREATE INDEX "org_unit_parent_id_idx" ON "org_unit"("parent_id");
CREATE INDEX "person_unit_id_idx" ON "person"("unit_id");
CREATE INDEX "source_unit_id_idx" ON "source"("unit_id");
CREATE INDEX "alert_unit_id_arrived_at_id_idx" ON "alert"("unit_id", "arrived_at" DESC, "id");

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "org_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "person_request" ADD CONSTRAINT "person_request_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source" ADD CONSTRAINT "source_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "finding" ADD CONSTRAINT "finding_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "alert" ADD CONSTRAINT "alert_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shadow_run" ADD CONSTRAINT "shadow_run_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dataset_approval" ADD CONSTRAINT "dataset_approval_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dataset_export" ADD CONSTRAINT "dataset_export_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a unit had stays its own: nobody moves an alert to another by hand, nor takes a unit out of the tree.
CREATE TRIGGER unit_stays BEFORE UPDATE OF "unit_id" ON "alert" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_stays BEFORE DELETE ON "org_unit" FOR EACH ROW EXECUTE FUNCTION refuse_change();
