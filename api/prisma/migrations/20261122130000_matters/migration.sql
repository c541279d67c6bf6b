-- AlterTable
ALTER TABLE "review" ADD COLUMN     "rectify_waiver" TEXT;

-- CreateTable
CREATE TABLE "matter_version" (
    "kind" "ViolationKind" NOT NULL,
    "version" INTEGER NOT NULL,
    "no_order_basis" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "matter_version_pkey" PRIMARY KEY ("kind","version")
);

-- AddForeignKey
ALTER TABLE "matter_version" ADD CONSTRAINT "matter_version_recorded_by_fkey" FOREIGN KEY ("recorded_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "matter_version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "matter_version" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
