
%struct.api = type { ptr, ptr, ptr, ptr, ptr, i64, i64, i64, i64, ptr, ptr, ptr }
%struct.solver = type { ptr, ptr, ptr, i64, i64, i64, i64, i64, i64, i64, i64, i64, [2 x i64], i64, i64, i64, i64, i64, ptr, i64, ptr, %struct.snapshot, i64, i64, [160 x %struct.variable], [160 x i64], %struct.watch, %struct.watch, i64, i64, i64 }
%struct.snapshot = type { [31 x i64], [64 x i64], i64, i64, i64, i64, [384 x i64], [384 x i64], [16 x i64], [2 x i64], [2 x i64], [2 x i64], [32 x i64], [32 x i64], [32 x i64], [32 x i64] }
%struct.variable = type { i64, i64, i64, i64 }
%struct.watch = type { i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64 }
%struct.access = type { i64, i64, i64, i64 }
%struct.effects = type { i64, i64, i64, i64, i64, i64, i64, i64, [64 x i64] }
%struct.instruction = type { i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, %struct.setter, i64, i64, i64, i64, i64, i64, i64 }
%struct.setter = type { i64, i64, i64, i64, i64, i64, i64, i64, i64 }
%struct.local = type { i64, i64, i64 }
%struct.row = type { i64, i64, [20 x i64] }
%struct.call = type { i64, [31 x i64], [64 x i64], i64, [8 x i64], [2 x i64], i64, [18 x i64], [64 x i64], i64, i64, i64, i64, i64, [64 x %struct.root], i64, [64 x i64] }
%struct.root = type { i64, i64, i64, i64, i64 }
%struct.stub = type { i64, i64, i64, i64, [64 x %struct.argument], i64, i64, ptr, i64, [8 x %struct.argument], [8 x i64], [8 x i64], [8 x i64], i64, i64 }
%struct.argument = type { i64, i64, i64, i64, i64 }
%struct.variant = type { i64, i64, i64, [8 x %struct.check] }
%struct.check = type { i64, i64, i64, i64, ptr, i64 }
%struct.region = type { i64, i64, ptr, ptr, ptr, ptr, ptr, ptr, i64 }
%struct.patch = type { i64, i64, i64, [8 x i8] }
%struct.twin = type { i64, i64, i64 }
%struct.slot = type { i64, i64, i64, i64, i64, i64, i64, i64, i64 }
%struct.define = type { i64, i64, i64, i64 }
%struct.reader = type { i64, i64, i64, i64, i64, i64, i64 }
%struct.entry = type { i16, i8, i8 }

@api = internal unnamed_addr global %struct.api zeroinitializer, align 8
@solver = internal global %struct.solver zeroinitializer, align 8
@layout.sizes = internal unnamed_addr constant [17 x i64] [i64 72, i64 216, i64 176, i64 48, i64 408, i64 3152, i64 4640, i64 32, i64 32, i64 72, i64 8136, i64 51624, i64 3056, i64 496, i64 96, i64 24, i64 40], align 16
@__const.hash_memory.one = private unnamed_addr constant [2 x i64] [i64 2685821657736338717, i64 -7046029254386353131], align 16
@begin.sizes = internal unnamed_addr constant [8 x i64] [i64 0, i64 0, i64 1, i64 2, i64 3, i64 4, i64 8, i64 16], align 16
@begin.apart = internal unnamed_addr constant [6 x i64] [i64 0, i64 0, i64 0, i64 1, i64 -1, i64 2], align 16
@choose_odd.sizes = internal unnamed_addr constant [4 x i64] [i64 1, i64 2, i64 4, i64 8], align 16
@solve_all.start = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@meet.base = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@meet.order = internal global [4096 x i16] zeroinitializer, align 16
@meet.log = internal global [512 x %struct.access] zeroinitializer, align 16
@n_known = internal unnamed_addr global i64 0, align 8
@known = internal global [24 x %struct.effects] zeroinitializer, align 16
@repair.before = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@go_on.base = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@go_on.log = internal global [512 x %struct.access] zeroinitializer, align 16
@turn_last.start = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@vary.base = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@vary.log = internal global [512 x %struct.access] zeroinitializer, align 16
@solve_variable.goals = internal unnamed_addr constant [3 x i64] [i64 0, i64 1, i64 -1], align 16
@scatter.base = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@scatter.log = internal global [48 x %struct.access] zeroinitializer, align 16
@wander.before = internal unnamed_addr global %struct.snapshot zeroinitializer, align 8
@LENGTHS = internal unnamed_addr constant [6 x i32] [i32 5, i32 11, i32 24, i32 52, i32 112, i32 240], align 16
@switch.table.get = private unnamed_addr constant [5 x ptr] [ptr getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr getelementptr inbounds nuw (i8, ptr @solver, i64 424), ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7112), ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7544)], align 8

; Function Attrs: noinline nounwind optsize
define dso_local void @on_memory(ptr noundef readnone captures(none) %0, i32 noundef %1, i64 noundef %2, i32 noundef %3, i64 noundef %4, ptr noundef captures(none) %5) local_unnamed_addr {
  %7 = icmp eq i32 %1, 17
  %8 = zext i1 %7 to i32
  %9 = getelementptr inbounds nuw i8, ptr %5, i64 1952
  %10 = load i64, ptr %9, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %12, label %98

12:                                               ; preds = %6
  %13 = getelementptr inbounds nuw i8, ptr %5, i64 1944
  %14 = load i64, ptr %13, align 8
  %15 = add i64 %14, 1
  store i64 %15, ptr %13, align 8
  %16 = getelementptr inbounds nuw i8, ptr %5, i64 1928
  %17 = load i64, ptr %16, align 8
  %18 = shl i64 %17, 6
  %19 = icmp ugt i64 %15, %18
  br i1 %19, label %20, label %21

20:                                               ; preds = %12
  tail call fastcc void @stop(ptr noundef nonnull %5, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %98

21:                                               ; preds = %12
  %22 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %23 = load i64, ptr %22, align 8
  %24 = and i64 %23, 2
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %44, label %26

26:                                               ; preds = %21
  %27 = getelementptr inbounds nuw i8, ptr %5, i64 3040
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds nuw i8, ptr %5, i64 3048
  %30 = load i64, ptr %29, align 8
  %31 = icmp ult i64 %28, %30
  br i1 %31, label %32, label %44

32:                                               ; preds = %26
  %33 = getelementptr inbounds nuw i8, ptr %5, i64 3032
  %34 = load ptr, ptr %33, align 8
  %35 = add nuw i64 %28, 1
  store i64 %35, ptr %27, align 8
  %36 = getelementptr inbounds nuw %struct.access, ptr %34, i64 %28
  store i64 %2, ptr %36, align 8
  %37 = select i1 %7, i32 256, i32 0
  %38 = or i32 %3, %37
  %39 = zext i32 %38 to i64
  %40 = getelementptr inbounds nuw i8, ptr %36, i64 8
  store i64 %39, ptr %40, align 8
  %41 = getelementptr inbounds nuw i8, ptr %5, i64 1936
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds nuw i8, ptr %36, i64 16
  store i64 %42, ptr %43, align 8
  br label %44

44:                                               ; preds = %32, %26, %21
  %45 = getelementptr inbounds nuw i8, ptr %5, i64 2944
  %46 = load i64, ptr %45, align 8
  %47 = icmp eq i64 %46, 0
  br i1 %47, label %54, label %48

48:                                               ; preds = %44
  %49 = zext i32 %3 to i64
  %50 = tail call fastcc i32 @strays(ptr noundef nonnull %5, i64 noundef %2, i64 noundef %49)
  %51 = icmp eq i32 %50, 0
  br i1 %51, label %54, label %52

52:                                               ; preds = %48
  %53 = select i1 %7, i64 3, i64 2
  tail call fastcc void @stop(ptr noundef nonnull %5, i64 noundef %53, i64 noundef %2, i64 noundef %49)
  br label %98

54:                                               ; preds = %48, %44
  %55 = getelementptr inbounds nuw i8, ptr %5, i64 304
  %56 = load i64, ptr %55, align 8
  %57 = icmp ult i64 %2, %56
  br i1 %57, label %95, label %58

58:                                               ; preds = %54
  %59 = getelementptr inbounds nuw i8, ptr %5, i64 1128
  %60 = load i64, ptr %59, align 8
  %61 = icmp ult i64 %2, %60
  br i1 %61, label %62, label %95

62:                                               ; preds = %58
  %63 = zext i32 %3 to i64
  %64 = add i64 %2, %63
  %65 = icmp ugt i64 %64, %60
  br i1 %65, label %66, label %67

66:                                               ; preds = %62
  tail call fastcc void @stop(ptr noundef nonnull %5, i64 noundef 7, i64 noundef %2, i64 noundef %63)
  br label %67

67:                                               ; preds = %66, %62
  %68 = load i64, ptr %22, align 8
  %69 = and i64 %68, 16
  %70 = icmp eq i64 %69, 0
  br i1 %70, label %86, label %71

71:                                               ; preds = %67
  %72 = getelementptr inbounds nuw i8, ptr %5, i64 2008
  %73 = load i64, ptr %72, align 8
  %74 = getelementptr inbounds nuw i8, ptr %5, i64 248
  %75 = load ptr, ptr %74, align 8
  %76 = getelementptr inbounds nuw i8, ptr %5, i64 2016
  %77 = load i64, ptr %76, align 8
  %78 = getelementptr inbounds nuw %struct.instruction, ptr %75, i64 %77
  %79 = getelementptr inbounds nuw i8, ptr %78, i64 8
  %80 = load i64, ptr %79, align 8
  %81 = add i64 %80, %73
  %82 = tail call i64 @llvm.umin.i64(i64 %81, i64 %73)
  %83 = icmp ult i64 %2, %82
  br i1 %83, label %84, label %86

84:                                               ; preds = %71
  %85 = sub i64 %2, %73
  tail call fastcc void @stop(ptr noundef nonnull %5, i64 noundef 6, i64 noundef %85, i64 noundef %63)
  br label %86

86:                                               ; preds = %71, %84, %67
  %87 = getelementptr inbounds nuw i8, ptr %5, i64 2000
  %88 = load i64, ptr %87, align 8
  %89 = icmp ult i64 %2, %88
  br i1 %89, label %90, label %91

90:                                               ; preds = %86
  store i64 %2, ptr %87, align 8
  br label %91

91:                                               ; preds = %90, %86
  %92 = load i64, ptr %9, align 8
  %93 = icmp eq i64 %92, 0
  br i1 %93, label %94, label %98

94:                                               ; preds = %91
  tail call fastcc void @frame_access(ptr noundef nonnull %5, i64 noundef %2, i64 noundef %63, i32 noundef %8)
  br label %98

95:                                               ; preds = %58, %54
  %96 = zext i32 %3 to i64
  %97 = tail call fastcc i32 @outside_frame(ptr noundef nonnull %5, i64 noundef %2, i64 noundef %96, i32 noundef %8)
  br label %98

98:                                               ; preds = %91, %94, %6, %95, %52, %20
  ret void
}

; Function Attrs: mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(ptr captures(none))

; Function Attrs: noinline nounwind optsize
define internal fastcc void @stop(ptr noundef captures(none) %0, i64 noundef range(i64 1, 24) %1, i64 noundef %2, i64 noundef range(i64 0, 4294967296) %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 1952
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %14

8:                                                ; preds = %4
  store i64 %1, ptr %5, align 8
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  store i64 %2, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 1968
  store i64 %3, ptr %10, align 8
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 1976
  store i64 %12, ptr %13, align 8
  br label %14

14:                                               ; preds = %8, %4
  %15 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 8), align 8
  %16 = load ptr, ptr %0, align 8
  %17 = tail call i32 %15(ptr noundef %16)
  ret void
}

; Function Attrs: mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(ptr captures(none))

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @strays(ptr noundef readonly captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 4294967296) %2) unnamed_addr {
  %4 = alloca i64, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 248
  %6 = load ptr, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds nuw %struct.instruction, ptr %6, i64 %8
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 168
  %11 = load i64, ptr %10, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %12 = icmp ugt i64 %11, 30
  %13 = icmp eq i64 %11, 29
  %14 = or i1 %12, %13
  br i1 %14, label %52, label %15

15:                                               ; preds = %3
  %16 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %17 = load ptr, ptr %0, align 8
  %18 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %19 = getelementptr inbounds nuw i32, ptr %18, i64 %11
  %20 = load i32, ptr %19, align 4
  %21 = call i32 %16(ptr noundef %17, i32 noundef %20, ptr noundef nonnull %4)
  %22 = call fastcc i32 @in_frame(ptr noundef nonnull %0, i64 noundef %1)
  %23 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %24 = load i64, ptr %23, align 8
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %52, label %26

26:                                               ; preds = %15
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %28 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %29 = load ptr, ptr %28, align 8
  %30 = load i64, ptr %4, align 8
  br label %31

31:                                               ; preds = %26, %48
  %32 = phi i64 [ 0, %26 ], [ %50, %48 ]
  %33 = phi i32 [ %22, %26 ], [ %49, %48 ]
  %34 = getelementptr inbounds nuw i64, ptr %27, i64 %32
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds nuw %struct.local, ptr %29, i64 %32
  %37 = getelementptr inbounds nuw i8, ptr %36, i64 8
  %38 = load i64, ptr %37, align 8
  %39 = sub i64 %30, %35
  %40 = icmp ult i64 %39, %38
  %41 = sub i64 %1, %35
  %42 = icmp uge i64 %41, %38
  %43 = add i64 %41, %2
  %44 = icmp ugt i64 %43, %38
  %45 = or i1 %42, %44
  br i1 %40, label %46, label %48

46:                                               ; preds = %31
  %47 = zext i1 %45 to i32
  br label %52

48:                                               ; preds = %31
  %49 = select i1 %45, i32 %33, i32 0
  %50 = add nuw i64 %32, 1
  %51 = icmp eq i64 %50, %24
  br i1 %51, label %52, label %31

52:                                               ; preds = %48, %15, %46, %3
  %53 = phi i32 [ 0, %3 ], [ %47, %46 ], [ %22, %15 ], [ %49, %48 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret i32 %53
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @frame_access(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 4294967296) %2, i32 noundef range(i32 0, 2) %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %6 = load ptr, ptr %5, align 8
  %7 = icmp eq ptr %6, null
  br i1 %7, label %79, label %8

8:                                                ; preds = %4
  %9 = icmp eq i32 %3, 0
  br i1 %9, label %146, label %10

10:                                               ; preds = %8
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %12 = load ptr, ptr %11, align 8
  %13 = icmp eq ptr %12, null
  br i1 %13, label %146, label %14

14:                                               ; preds = %10
  %15 = icmp eq i64 %2, 0
  br i1 %15, label %18, label %16

16:                                               ; preds = %14
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 304
  br label %29

18:                                               ; preds = %29, %14
  %19 = getelementptr inbounds nuw i8, ptr %6, i64 2344
  %20 = load i64, ptr %19, align 8
  %21 = icmp eq i64 %20, 0
  br i1 %21, label %146, label %22

22:                                               ; preds = %18
  %23 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %25 = getelementptr inbounds nuw i8, ptr %6, i64 2360
  %26 = getelementptr inbounds nuw i8, ptr %6, i64 2400
  %27 = getelementptr inbounds nuw i8, ptr %6, i64 2408
  %28 = getelementptr inbounds nuw i8, ptr %6, i64 304
  br label %38

29:                                               ; preds = %16, %29
  %30 = phi i64 [ 0, %16 ], [ %36, %29 ]
  %31 = load ptr, ptr %11, align 8
  %32 = add i64 %30, %1
  %33 = load i64, ptr %17, align 8
  %34 = sub i64 %32, %33
  %35 = getelementptr inbounds nuw i8, ptr %31, i64 %34
  store i8 1, ptr %35, align 1
  %36 = add nuw nsw i64 %30, 1
  %37 = icmp eq i64 %36, %2
  br i1 %37, label %18, label %29

38:                                               ; preds = %22, %75
  %39 = phi i64 [ %20, %22 ], [ %76, %75 ]
  %40 = phi i64 [ 0, %22 ], [ %77, %75 ]
  %41 = load i64, ptr %23, align 8
  %42 = shl nuw i64 1, %40
  %43 = and i64 %41, %42
  %44 = icmp eq i64 %43, 0
  %45 = or i1 %44, %15
  br i1 %45, label %75, label %46

46:                                               ; preds = %38
  %47 = getelementptr inbounds nuw i64, ptr %24, i64 %40
  %48 = getelementptr inbounds nuw i64, ptr %27, i64 %40
  br label %49

49:                                               ; preds = %46, %70
  %50 = phi i64 [ 0, %46 ], [ %71, %70 ]
  %51 = add i64 %50, %1
  %52 = load i64, ptr %47, align 8
  %53 = sub i64 %51, %52
  %54 = load ptr, ptr %25, align 8
  %55 = getelementptr inbounds nuw %struct.local, ptr %54, i64 %40
  %56 = getelementptr inbounds nuw i8, ptr %55, i64 8
  %57 = load i64, ptr %56, align 8
  %58 = icmp ult i64 %53, %57
  br i1 %58, label %59, label %70

59:                                               ; preds = %49
  %60 = load ptr, ptr %26, align 8
  %61 = load i64, ptr %48, align 8
  %62 = add i64 %61, %53
  %63 = load i64, ptr %28, align 8
  %64 = sub i64 %62, %63
  %65 = getelementptr inbounds nuw i8, ptr %60, i64 %64
  %66 = load i8, ptr %65, align 1
  %67 = and i8 %66, 2
  %68 = icmp eq i8 %67, 0
  br i1 %68, label %69, label %70

69:                                               ; preds = %59
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 11, i64 noundef %1, i64 noundef %2)
  br label %70

70:                                               ; preds = %59, %69, %49
  %71 = add nuw nsw i64 %50, 1
  %72 = icmp eq i64 %71, %2
  br i1 %72, label %73, label %49

73:                                               ; preds = %70
  %74 = load i64, ptr %19, align 8
  br label %75

75:                                               ; preds = %73, %38
  %76 = phi i64 [ %74, %73 ], [ %39, %38 ]
  %77 = add nuw i64 %40, 1
  %78 = icmp ult i64 %77, %76
  br i1 %78, label %38, label %146

79:                                               ; preds = %4
  %80 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %81 = load i64, ptr %80, align 8
  %82 = icmp eq i64 %81, 0
  br i1 %82, label %146, label %83

83:                                               ; preds = %79
  %84 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %85 = load i64, ptr %84, align 8
  %86 = and i64 %85, 8
  %87 = icmp eq i64 %86, 0
  br i1 %87, label %122, label %88

88:                                               ; preds = %83
  %89 = getelementptr inbounds nuw i8, ptr %0, i64 2936
  %90 = load i64, ptr %89, align 8
  %91 = icmp eq i64 %90, 0
  br i1 %91, label %122, label %92

92:                                               ; preds = %88
  %93 = getelementptr inbounds nuw i8, ptr %0, i64 2080
  %94 = load i64, ptr %93, align 8
  %95 = icmp eq i64 %94, 0
  br i1 %95, label %122, label %96

96:                                               ; preds = %92
  tail call fastcc void @touch_frame(ptr noundef nonnull %0, i64 noundef %1, i64 noundef %2)
  %97 = icmp eq i32 %3, 0
  br i1 %97, label %98, label %122

98:                                               ; preds = %96
  %99 = getelementptr inbounds nuw i8, ptr %0, i64 2040
  %100 = load i64, ptr %99, align 8
  %101 = getelementptr inbounds nuw i8, ptr %0, i64 2048
  %102 = load i64, ptr %101, align 8
  %103 = icmp ult i64 %100, %102
  br i1 %103, label %104, label %146

104:                                              ; preds = %98
  %105 = getelementptr inbounds nuw i8, ptr %0, i64 2032
  %106 = load ptr, ptr %105, align 8
  %107 = add nuw i64 %100, 1
  store i64 %107, ptr %99, align 8
  %108 = getelementptr inbounds nuw %struct.access, ptr %106, i64 %100
  store i64 %1, ptr %108, align 8
  %109 = getelementptr inbounds nuw i8, ptr %108, i64 8
  store i64 %2, ptr %109, align 8
  %110 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %111 = load i64, ptr %110, align 8
  %112 = getelementptr inbounds nuw i8, ptr %108, i64 16
  store i64 %111, ptr %112, align 8
  %113 = getelementptr inbounds nuw i8, ptr %108, i64 24
  store i64 0, ptr %113, align 8
  %114 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %115 = load ptr, ptr %114, align 8
  %116 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %117 = load i64, ptr %116, align 8
  %118 = sub i64 %1, %117
  %119 = getelementptr inbounds nuw i8, ptr %115, i64 %118
  %120 = tail call i64 @llvm.umin.i64(i64 %2, i64 8)
  %121 = tail call ptr @memcpy(ptr noundef nonnull %113, ptr noundef %119, i64 noundef %120)
  br label %146

122:                                              ; preds = %96, %92, %88, %83
  %123 = icmp ne i32 %3, 0
  %124 = icmp ne i64 %2, 0
  %125 = and i1 %123, %124
  br i1 %125, label %126, label %129

126:                                              ; preds = %122
  %127 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %128 = getelementptr inbounds nuw i8, ptr %0, i64 304
  br label %130

129:                                              ; preds = %130, %122
  br i1 %123, label %141, label %146

130:                                              ; preds = %126, %130
  %131 = phi i64 [ 0, %126 ], [ %139, %130 ]
  %132 = load ptr, ptr %127, align 8
  %133 = add i64 %131, %1
  %134 = load i64, ptr %128, align 8
  %135 = sub i64 %133, %134
  %136 = getelementptr inbounds nuw i8, ptr %132, i64 %135
  %137 = load i8, ptr %136, align 1
  %138 = or i8 %137, 1
  store i8 %138, ptr %136, align 1
  %139 = add nuw nsw i64 %131, 1
  %140 = icmp samesign ult i64 %139, %2
  br i1 %140, label %130, label %129

141:                                              ; preds = %129
  %142 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %143 = load i64, ptr %142, align 8
  %144 = icmp eq i64 %143, 0
  br i1 %144, label %146, label %145

145:                                              ; preds = %141
  tail call fastcc void @shared_write(ptr noundef nonnull %0, i64 noundef %1, i64 noundef %2)
  br label %146

146:                                              ; preds = %75, %104, %98, %18, %10, %8, %79, %145, %141, %129
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @outside_frame(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 4294967296) %2, i32 noundef range(i32 0, 2) %3) unnamed_addr {
  %5 = alloca [2 x i64], align 16
  %6 = tail call fastcc ptr @region_of(ptr noundef %0, i64 noundef %1)
  %7 = icmp eq ptr %6, null
  br i1 %7, label %13, label %8

8:                                                ; preds = %4
  %9 = add i64 %2, %1
  %10 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %11 = load i64, ptr %10, align 8
  %12 = icmp ugt i64 %9, %11
  br i1 %12, label %13, label %16

13:                                               ; preds = %8, %4
  %14 = icmp eq i32 %3, 0
  %15 = select i1 %14, i64 2, i64 3
  tail call fastcc void @stop(ptr noundef %0, i64 noundef %15, i64 noundef %1, i64 noundef %2)
  br label %145

16:                                               ; preds = %8
  %17 = icmp eq i32 %3, 0
  br i1 %17, label %24, label %18

18:                                               ; preds = %16
  %19 = getelementptr inbounds nuw i8, ptr %6, i64 64
  %20 = load i64, ptr %19, align 8
  %21 = and i64 %20, 5
  %22 = icmp eq i64 %21, 0
  br i1 %22, label %24, label %23

23:                                               ; preds = %18
  tail call fastcc void @stop(ptr noundef %0, i64 noundef 3, i64 noundef %1, i64 noundef %2)
  br label %145

24:                                               ; preds = %18, %16
  %25 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %26 = load i64, ptr %25, align 8
  %27 = and i64 %26, 32
  %28 = icmp eq i64 %27, 0
  br i1 %28, label %34, label %29

29:                                               ; preds = %24
  %30 = add nsw i64 %2, -1
  %31 = and i64 %30, %1
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %34, label %33

33:                                               ; preds = %29
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 20, i64 noundef %1, i64 noundef %2)
  br label %145

34:                                               ; preds = %29, %24
  %35 = load i64, ptr %6, align 8
  %36 = sub i64 %1, %35
  %37 = getelementptr inbounds nuw i8, ptr %6, i64 56
  %38 = load ptr, ptr %37, align 8
  %39 = icmp eq ptr %38, null
  br i1 %39, label %44, label %40

40:                                               ; preds = %34
  %41 = getelementptr inbounds nuw i8, ptr %38, i64 %36
  %42 = tail call ptr @memset(ptr noundef nonnull %41, i32 noundef 1, i64 noundef %2)
  %43 = load i64, ptr %25, align 8
  br label %44

44:                                               ; preds = %40, %34
  %45 = phi i64 [ %43, %40 ], [ %26, %34 ]
  %46 = and i64 %45, 1
  %47 = icmp eq i64 %46, 0
  br i1 %47, label %95, label %48

48:                                               ; preds = %44
  br i1 %17, label %65, label %49

49:                                               ; preds = %48
  %50 = icmp eq i64 %2, 0
  br i1 %50, label %119, label %51

51:                                               ; preds = %49
  %52 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %53 = load ptr, ptr %52, align 8
  %54 = getelementptr i8, ptr %53, i64 %36
  br label %58

55:                                               ; preds = %58
  %56 = add nuw nsw i64 %59, 1
  %57 = icmp eq i64 %56, %2
  br i1 %57, label %119, label %58

58:                                               ; preds = %51, %55
  %59 = phi i64 [ 0, %51 ], [ %56, %55 ]
  %60 = getelementptr i8, ptr %54, i64 %59
  %61 = load i8, ptr %60, align 1
  %62 = and i8 %61, 2
  %63 = icmp eq i8 %62, 0
  br i1 %63, label %64, label %55

64:                                               ; preds = %58
  tail call fastcc void @stop(ptr noundef %0, i64 noundef 11, i64 noundef %1, i64 noundef %2)
  br label %145

65:                                               ; preds = %48
  %66 = getelementptr inbounds nuw i8, ptr %6, i64 64
  %67 = load i64, ptr %66, align 8
  %68 = and i64 %67, 1
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %70, label %119

70:                                               ; preds = %65
  %71 = and i64 %1, -16
  %72 = icmp ult i64 %71, %9
  br i1 %72, label %73, label %119

73:                                               ; preds = %70
  %74 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %75 = getelementptr inbounds nuw i8, ptr %5, i64 8
  br label %76

76:                                               ; preds = %73, %93
  %77 = phi i64 [ %71, %73 ], [ %80, %93 ]
  %78 = load i64, ptr %6, align 8
  %79 = call i64 @llvm.umax.i64(i64 %77, i64 %78)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 16 dereferenceable(16) %5, i8 0, i64 16, i1 false)
  %80 = add i64 %77, 16
  %81 = load i64, ptr %10, align 8
  %82 = call i64 @llvm.umin.i64(i64 %80, i64 %81)
  %83 = load ptr, ptr %74, align 8
  %84 = sub i64 %79, %78
  %85 = getelementptr inbounds nuw i8, ptr %83, i64 %84
  %86 = sub i64 %82, %79
  %87 = call ptr @memcpy(ptr noundef nonnull %5, ptr noundef %85, i64 noundef %86)
  %88 = load i64, ptr %5, align 16
  %89 = load i64, ptr %75, align 8
  %90 = or i64 %89, %88
  %91 = icmp eq i64 %90, 0
  br i1 %91, label %92, label %93

92:                                               ; preds = %76
  call fastcc void @stop(ptr noundef %0, i64 noundef 12, i64 noundef %1, i64 noundef %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %145

93:                                               ; preds = %76
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  %94 = icmp ult i64 %80, %9
  br i1 %94, label %76, label %119

95:                                               ; preds = %44
  %96 = and i64 %45, 8
  %97 = icmp ne i64 %96, 0
  %98 = and i64 %1, -8
  %99 = icmp ult i64 %98, %9
  %100 = and i1 %97, %99
  br i1 %100, label %101, label %105

101:                                              ; preds = %95, %101
  %102 = phi i64 [ %103, %101 ], [ %98, %95 ]
  tail call fastcc void @touch_word(ptr noundef nonnull %0, ptr noundef %6, i64 noundef %102, i64 noundef %2)
  %103 = add i64 %102, 8
  %104 = icmp ult i64 %103, %9
  br i1 %104, label %101, label %105

105:                                              ; preds = %101, %95
  %106 = icmp eq i64 %2, 0
  br i1 %106, label %119, label %107

107:                                              ; preds = %105
  %108 = select i1 %17, i8 1, i8 2
  %109 = getelementptr inbounds nuw i8, ptr %6, i64 24
  br label %110

110:                                              ; preds = %107, %110
  %111 = phi i64 [ 0, %107 ], [ %117, %110 ]
  %112 = load ptr, ptr %109, align 8
  %113 = getelementptr i8, ptr %112, i64 %36
  %114 = getelementptr i8, ptr %113, i64 %111
  %115 = load i8, ptr %114, align 1
  %116 = or i8 %115, %108
  store i8 %116, ptr %114, align 1
  %117 = add nuw nsw i64 %111, 1
  %118 = icmp eq i64 %117, %2
  br i1 %118, label %119, label %110

119:                                              ; preds = %55, %93, %110, %49, %70, %105, %65
  %120 = getelementptr inbounds nuw i8, ptr %0, i64 2040
  %121 = load i64, ptr %120, align 8
  %122 = getelementptr inbounds nuw i8, ptr %0, i64 2048
  %123 = load i64, ptr %122, align 8
  %124 = icmp ult i64 %121, %123
  br i1 %124, label %125, label %142

125:                                              ; preds = %119
  %126 = getelementptr inbounds nuw i8, ptr %0, i64 2032
  %127 = load ptr, ptr %126, align 8
  %128 = getelementptr inbounds nuw %struct.access, ptr %127, i64 %121
  store i64 %1, ptr %128, align 8
  %129 = select i1 %17, i64 0, i64 256
  %130 = or i64 %129, %2
  %131 = getelementptr inbounds nuw i8, ptr %128, i64 8
  store i64 %130, ptr %131, align 8
  %132 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %133 = load i64, ptr %132, align 8
  %134 = getelementptr inbounds nuw i8, ptr %128, i64 16
  store i64 %133, ptr %134, align 8
  %135 = getelementptr inbounds nuw i8, ptr %128, i64 24
  store i64 0, ptr %135, align 8
  br i1 %17, label %136, label %142

136:                                              ; preds = %125
  %137 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %138 = load ptr, ptr %137, align 8
  %139 = getelementptr inbounds nuw i8, ptr %138, i64 %36
  %140 = call i64 @llvm.umin.i64(i64 %2, i64 8)
  %141 = call ptr @memcpy(ptr noundef nonnull %135, ptr noundef %139, i64 noundef %140)
  br label %142

142:                                              ; preds = %125, %136, %119
  %143 = load i64, ptr %120, align 8
  %144 = add i64 %143, 1
  store i64 %144, ptr %120, align 8
  br label %145

145:                                              ; preds = %92, %64, %142, %33, %23, %13
  %146 = phi i32 [ 0, %13 ], [ 0, %23 ], [ 0, %33 ], [ 1, %142 ], [ 0, %64 ], [ 0, %92 ]
  ret i32 %146
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define dso_local noundef zeroext i8 @on_bad(ptr noundef readnone captures(none) %0, i32 noundef %1, i64 noundef %2, i32 noundef %3, i64 noundef %4, ptr noundef captures(none) %5) local_unnamed_addr {
  %7 = getelementptr inbounds nuw i8, ptr %5, i64 1952
  %8 = load i64, ptr %7, align 8
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %10, label %24

10:                                               ; preds = %6
  %11 = icmp eq i32 %1, 21
  %12 = icmp eq i32 %1, 24
  %13 = or i1 %11, %12
  %14 = and i32 %1, -3
  %15 = icmp eq i32 %14, 20
  %16 = select i1 %15, i64 3, i64 2
  %17 = select i1 %13, i64 4, i64 %16
  store i64 %17, ptr %7, align 8
  %18 = getelementptr inbounds nuw i8, ptr %5, i64 1960
  store i64 %2, ptr %18, align 8
  %19 = zext i32 %3 to i64
  %20 = getelementptr inbounds nuw i8, ptr %5, i64 1968
  store i64 %19, ptr %20, align 8
  %21 = getelementptr inbounds nuw i8, ptr %5, i64 2016
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds nuw i8, ptr %5, i64 1976
  store i64 %22, ptr %23, align 8
  br label %24

24:                                               ; preds = %10, %6
  ret i8 0
}

; Function Attrs: noinline nounwind optsize
define dso_local void @on_code(ptr noundef %0, i64 noundef %1, i32 noundef %2, ptr noundef %3) local_unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %3, i64 24
  %6 = load i64, ptr %5, align 8
  %7 = sub i64 %1, %6
  %8 = lshr i64 %7, 2
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 1952
  %10 = load i64, ptr %9, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %12, label %116

12:                                               ; preds = %4
  %13 = getelementptr inbounds nuw i8, ptr %3, i64 2016
  store i64 %8, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %3, i64 1936
  %15 = load i64, ptr %14, align 8
  %16 = add i64 %15, 1
  store i64 %16, ptr %14, align 8
  %17 = getelementptr inbounds nuw i8, ptr %3, i64 1928
  %18 = load i64, ptr %17, align 8
  %19 = icmp ugt i64 %16, %18
  br i1 %19, label %20, label %21

20:                                               ; preds = %12
  tail call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %116

21:                                               ; preds = %12
  %22 = getelementptr inbounds nuw i8, ptr %3, i64 248
  %23 = load ptr, ptr %22, align 8
  %24 = getelementptr inbounds nuw %struct.instruction, ptr %23, i64 %8
  %25 = getelementptr inbounds nuw i8, ptr %3, i64 2024
  %26 = load i64, ptr %25, align 8
  %27 = xor i64 %26, %8
  %28 = mul i64 %27, -7046029254386353131
  %29 = lshr i64 %26, 59
  %30 = add i64 %28, %29
  store i64 %30, ptr %25, align 8
  %31 = getelementptr inbounds nuw i8, ptr %3, i64 256
  %32 = load ptr, ptr %31, align 8
  %33 = getelementptr inbounds nuw i8, ptr %32, i64 %8
  %34 = load i8, ptr %33, align 1
  %35 = or i8 %34, 1
  store i8 %35, ptr %33, align 1
  %36 = getelementptr inbounds nuw i8, ptr %3, i64 264
  %37 = load i64, ptr %36, align 8
  %38 = icmp eq i64 %37, 0
  br i1 %38, label %57, label %39

39:                                               ; preds = %21
  %40 = getelementptr inbounds nuw i8, ptr %3, i64 2008
  %41 = load i64, ptr %40, align 8
  %42 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %43 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 48), align 8
  %44 = trunc i64 %43 to i32
  %45 = tail call i32 %42(ptr noundef %0, i32 noundef %44, ptr noundef nonnull %40)
  %46 = load i64, ptr %40, align 8
  %47 = icmp ugt i64 %46, %41
  br i1 %47, label %48, label %49

48:                                               ; preds = %39
  tail call fastcc void @destroy(ptr noundef nonnull %3, i64 noundef %41, i64 noundef %46)
  br label %49

49:                                               ; preds = %48, %39
  %50 = load i64, ptr %24, align 8
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %57, label %52

52:                                               ; preds = %49
  %53 = load i64, ptr %40, align 8
  %54 = and i64 %53, 15
  %55 = icmp eq i64 %54, 0
  br i1 %55, label %57, label %56

56:                                               ; preds = %52
  tail call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 8, i64 noundef %53, i64 noundef 0)
  br label %57

57:                                               ; preds = %49, %52, %56, %21
  %58 = getelementptr inbounds nuw i8, ptr %3, i64 2952
  %59 = load i64, ptr %58, align 8
  %60 = icmp eq i64 %59, 0
  br i1 %60, label %62, label %61

61:                                               ; preds = %57
  tail call fastcc void @look_into(ptr noundef nonnull %3)
  br label %62

62:                                               ; preds = %61, %57
  %63 = getelementptr inbounds nuw i8, ptr %3, i64 2168
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %64, 0
  br i1 %65, label %75, label %66

66:                                               ; preds = %62
  %67 = load i64, ptr %14, align 8
  %68 = icmp ult i64 %67, 4096
  br i1 %68, label %69, label %74

69:                                               ; preds = %66
  %70 = trunc i64 %8 to i16
  %71 = getelementptr inbounds nuw i8, ptr %3, i64 3024
  %72 = load ptr, ptr %71, align 8
  %73 = getelementptr inbounds nuw i16, ptr %72, i64 %67
  store i16 %70, ptr %73, align 2
  br label %74

74:                                               ; preds = %69, %66
  tail call fastcc void @observe(ptr noundef nonnull %3, ptr noundef %24, i64 noundef %8)
  br label %75

75:                                               ; preds = %74, %62
  %76 = getelementptr inbounds nuw i8, ptr %24, i64 16
  %77 = load i64, ptr %76, align 8
  %78 = icmp eq i64 %77, 0
  br i1 %78, label %93, label %79

79:                                               ; preds = %75
  %80 = load ptr, ptr %31, align 8
  %81 = getelementptr inbounds nuw i8, ptr %80, i64 %8
  %82 = load i8, ptr %81, align 1
  %83 = and i8 %82, 6
  %84 = icmp eq i8 %83, 6
  br i1 %84, label %93, label %85

85:                                               ; preds = %79
  %86 = tail call fastcc i32 @decides(ptr noundef nonnull %3, ptr noundef nonnull %24)
  %87 = icmp eq i32 %86, 0
  %88 = select i1 %87, i8 4, i8 2
  %89 = load ptr, ptr %31, align 8
  %90 = getelementptr inbounds nuw i8, ptr %89, i64 %8
  %91 = load i8, ptr %90, align 1
  %92 = or i8 %88, %91
  store i8 %92, ptr %90, align 1
  br label %93

93:                                               ; preds = %85, %79, %75
  %94 = getelementptr inbounds nuw i8, ptr %24, i64 48
  %95 = load i64, ptr %94, align 8
  %96 = icmp eq i64 %95, 0
  br i1 %96, label %110, label %97

97:                                               ; preds = %93
  %98 = load ptr, ptr %31, align 8
  %99 = getelementptr inbounds nuw i8, ptr %98, i64 %8
  %100 = load i8, ptr %99, align 1
  %101 = and i8 %100, 56
  %102 = icmp eq i8 %101, 56
  br i1 %102, label %110, label %103

103:                                              ; preds = %97
  %104 = tail call fastcc i64 @apart(ptr noundef nonnull %3, ptr noundef nonnull %24)
  %105 = trunc nuw nsw i64 %104 to i8
  %106 = load ptr, ptr %31, align 8
  %107 = getelementptr inbounds nuw i8, ptr %106, i64 %8
  %108 = load i8, ptr %107, align 1
  %109 = or i8 %108, %105
  store i8 %109, ptr %107, align 1
  br label %110

110:                                              ; preds = %103, %97, %93
  %111 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %112 = load i64, ptr %111, align 8
  %113 = and i64 %112, 4
  %114 = icmp eq i64 %113, 0
  br i1 %114, label %116, label %115

115:                                              ; preds = %110
  tail call fastcc void @check_frame(ptr noundef nonnull %3)
  br label %116

116:                                              ; preds = %110, %115, %4, %20
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @destroy(ptr noundef readonly captures(none) %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %5 = load i64, ptr %4, align 8
  %6 = tail call i64 @llvm.umax.i64(i64 %1, i64 %5)
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2000
  %8 = load i64, ptr %7, align 8
  %9 = tail call i64 @llvm.umax.i64(i64 %6, i64 %8)
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %11 = load i64, ptr %10, align 8
  %12 = tail call i64 @llvm.umin.i64(i64 %2, i64 %11)
  %13 = icmp ult i64 %9, %12
  br i1 %13, label %14, label %44

14:                                               ; preds = %3
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 320
  br label %21

17:                                               ; preds = %21
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %19 = load ptr, ptr %18, align 8
  %20 = icmp eq ptr %19, null
  br i1 %20, label %44, label %34

21:                                               ; preds = %14, %21
  %22 = phi i64 [ %9, %14 ], [ %32, %21 ]
  %23 = mul i64 %22, 37
  %24 = add i64 %23, 165
  %25 = load i64, ptr %15, align 8
  %26 = add i64 %24, %25
  %27 = trunc i64 %26 to i8
  %28 = load ptr, ptr %16, align 8
  %29 = load i64, ptr %4, align 8
  %30 = sub i64 %22, %29
  %31 = getelementptr inbounds nuw i8, ptr %28, i64 %30
  store i8 %27, ptr %31, align 1
  %32 = add nuw i64 %22, 1
  %33 = icmp eq i64 %32, %12
  br i1 %33, label %17, label %21

34:                                               ; preds = %17, %34
  %35 = phi i64 [ %42, %34 ], [ %9, %17 ]
  %36 = load ptr, ptr %18, align 8
  %37 = load i64, ptr %4, align 8
  %38 = sub i64 %35, %37
  %39 = getelementptr inbounds nuw i8, ptr %36, i64 %38
  %40 = load i8, ptr %39, align 1
  %41 = and i8 %40, 2
  store i8 %41, ptr %39, align 1
  %42 = add nuw i64 %35, 1
  %43 = icmp eq i64 %42, %12
  br i1 %43, label %44, label %34

44:                                               ; preds = %34, %3, %17
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @look_into(ptr noundef %0) unnamed_addr {
  %2 = alloca i32, align 4
  %3 = alloca ptr, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2960
  %7 = load i64, ptr %6, align 8
  %8 = icmp eq i64 %5, %7
  br i1 %8, label %9, label %26

9:                                                ; preds = %1
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2968
  %11 = load i64, ptr %10, align 8
  %12 = tail call fastcc i64 @register_value(ptr noundef nonnull %0, i64 noundef %11)
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 2992
  store i64 %12, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 2976
  %15 = load i64, ptr %14, align 8
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %35, label %17

17:                                               ; preds = %9
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %18 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %19 = load i64, ptr %10, align 8
  %20 = getelementptr inbounds nuw i32, ptr %18, i64 %19
  %21 = load i32, ptr %20, align 4
  store i32 %21, ptr %2, align 4
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 2984
  store ptr %22, ptr %3, align 8
  %23 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 32), align 8
  %24 = load ptr, ptr %0, align 8
  %25 = call i32 %23(ptr noundef %24, ptr noundef nonnull %2, ptr noundef nonnull %3, i32 noundef 1)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %35

26:                                               ; preds = %1
  %27 = add i64 %7, 1
  %28 = icmp eq i64 %5, %27
  br i1 %28, label %29, label %35

29:                                               ; preds = %26
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 3000
  %31 = load i64, ptr %30, align 8
  %32 = tail call fastcc i64 @register_value(ptr noundef nonnull %0, i64 noundef %31)
  %33 = getelementptr inbounds nuw i8, ptr %0, i64 3008
  store i64 %32, ptr %33, align 8
  %34 = getelementptr inbounds nuw i8, ptr %0, i64 3016
  store i64 1, ptr %34, align 8
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %35

35:                                               ; preds = %26, %29, %9, %17
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @observe(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef range(i64 0, 4611686018427387904) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2168
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2176
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %2, %6
  br i1 %7, label %8, label %45

8:                                                ; preds = %3
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 2192
  %10 = load i64, ptr %9, align 8
  %11 = add i64 %10, 1
  store i64 %11, ptr %9, align 8
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %13 = load i64, ptr %12, align 8
  switch i64 %13, label %29 [
    i64 0, label %45
    i64 1, label %14
  ]

14:                                               ; preds = %8
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 2280
  %16 = load i64, ptr %15, align 8
  %17 = icmp eq i64 %16, 0
  br i1 %17, label %45, label %18

18:                                               ; preds = %14
  %19 = getelementptr inbounds nuw i8, ptr %0, i64 2288
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %0, i64 2296
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds nuw i8, ptr %0, i64 2304
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds nuw i8, ptr %0, i64 2312
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 2328
  %28 = load i64, ptr %27, align 8
  tail call fastcc void @watched(ptr noundef nonnull %4, i64 noundef %16, i64 noundef %20, i64 noundef %22, i64 noundef %24, i64 noundef %26, i64 noundef %28)
  br label %45

29:                                               ; preds = %8
  %30 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %31 = load i64, ptr %30, align 8
  %32 = tail call fastcc i64 @register_value(ptr noundef nonnull %0, i64 noundef %31)
  %33 = load i64, ptr %12, align 8
  %34 = icmp eq i64 %33, 2
  %35 = getelementptr inbounds nuw i8, ptr %1, i64 40
  %36 = load i64, ptr %35, align 8
  br i1 %34, label %37, label %40

37:                                               ; preds = %29
  %38 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %39 = load i64, ptr %38, align 8
  tail call fastcc void @watched(ptr noundef nonnull %4, i64 noundef 1, i64 noundef %32, i64 noundef 0, i64 noundef %36, i64 noundef %39, i64 noundef %2)
  br label %45

40:                                               ; preds = %29
  %41 = lshr i64 %32, %36
  %42 = and i64 %41, 1
  %43 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %44 = load i64, ptr %43, align 8
  tail call fastcc void @watched(ptr noundef nonnull %4, i64 noundef 1, i64 noundef %42, i64 noundef 1, i64 noundef 1, i64 noundef %44, i64 noundef %2)
  br label %45

45:                                               ; preds = %3, %37, %40, %8, %18, %14
  %46 = getelementptr inbounds nuw i8, ptr %1, i64 160
  %47 = load i64, ptr %46, align 8
  %48 = icmp eq i64 %47, 0
  br i1 %48, label %70, label %49

49:                                               ; preds = %45
  %50 = load i64, ptr %5, align 8
  %51 = icmp eq i64 %2, %50
  br i1 %51, label %52, label %133

52:                                               ; preds = %49
  tail call fastcc void @watch_soft(ptr noundef nonnull %0, ptr noundef nonnull %1, i64 noundef %2)
  %53 = getelementptr inbounds nuw i8, ptr %0, i64 2200
  %54 = load i64, ptr %53, align 8
  %55 = icmp eq i64 %54, 0
  br i1 %55, label %133, label %56

56:                                               ; preds = %52
  %57 = getelementptr inbounds nuw i8, ptr %0, i64 2232
  %58 = load i64, ptr %57, align 8
  %59 = icmp eq i64 %58, 0
  br i1 %59, label %133, label %60

60:                                               ; preds = %56
  %61 = getelementptr inbounds nuw i8, ptr %0, i64 2192
  %62 = load i64, ptr %61, align 8
  %63 = getelementptr inbounds nuw i8, ptr %0, i64 2184
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %62, %64
  br i1 %65, label %66, label %133

66:                                               ; preds = %60
  %67 = getelementptr inbounds nuw i8, ptr %0, i64 2264
  %68 = load i64, ptr %67, align 8
  %69 = icmp ugt i64 %68, 1
  br i1 %69, label %131, label %133

70:                                               ; preds = %45
  %71 = getelementptr inbounds nuw i8, ptr %1, i64 88
  %72 = load i64, ptr %71, align 8
  %73 = icmp eq i64 %72, 0
  br i1 %73, label %75, label %74

74:                                               ; preds = %70
  tail call fastcc void @set_flags(ptr noundef nonnull %0, ptr noundef nonnull %71)
  br label %75

75:                                               ; preds = %74, %70
  %76 = load i64, ptr %5, align 8
  %77 = icmp eq i64 %2, %76
  br i1 %77, label %78, label %133

78:                                               ; preds = %75
  %79 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %80 = load i64, ptr %79, align 8
  %81 = icmp eq i64 %80, 0
  br i1 %81, label %82, label %95

82:                                               ; preds = %78
  %83 = getelementptr inbounds nuw i8, ptr %0, i64 2280
  %84 = load i64, ptr %83, align 8
  %85 = icmp eq i64 %84, 0
  br i1 %85, label %95, label %86

86:                                               ; preds = %82
  %87 = getelementptr inbounds nuw i8, ptr %0, i64 2288
  %88 = load i64, ptr %87, align 8
  %89 = getelementptr inbounds nuw i8, ptr %0, i64 2296
  %90 = load i64, ptr %89, align 8
  %91 = getelementptr inbounds nuw i8, ptr %0, i64 2304
  %92 = load i64, ptr %91, align 8
  %93 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %94 = load i64, ptr %93, align 8
  tail call fastcc void @watched(ptr noundef nonnull %4, i64 noundef %84, i64 noundef %88, i64 noundef %90, i64 noundef %92, i64 noundef %94, i64 noundef %2)
  br label %95

95:                                               ; preds = %86, %82, %78
  %96 = getelementptr inbounds nuw i8, ptr %0, i64 2200
  %97 = load i64, ptr %96, align 8
  %98 = icmp eq i64 %97, 0
  br i1 %98, label %133, label %99

99:                                               ; preds = %95
  %100 = getelementptr inbounds nuw i8, ptr %0, i64 2232
  %101 = load i64, ptr %100, align 8
  %102 = icmp eq i64 %101, 0
  br i1 %102, label %133, label %103

103:                                              ; preds = %99
  %104 = getelementptr inbounds nuw i8, ptr %0, i64 2192
  %105 = load i64, ptr %104, align 8
  %106 = getelementptr inbounds nuw i8, ptr %0, i64 2184
  %107 = load i64, ptr %106, align 8
  %108 = icmp eq i64 %105, %107
  br i1 %108, label %109, label %133

109:                                              ; preds = %103
  %110 = load i64, ptr %79, align 8
  %111 = icmp eq i64 %110, 0
  br i1 %111, label %116, label %112

112:                                              ; preds = %109
  %113 = tail call fastcc i32 @decides(ptr noundef nonnull %0, ptr noundef nonnull %1)
  %114 = icmp eq i32 %113, 0
  %115 = select i1 %114, i64 4, i64 2
  br label %116

116:                                              ; preds = %112, %109
  %117 = phi i64 [ %115, %112 ], [ 0, %109 ]
  %118 = getelementptr inbounds nuw i8, ptr %1, i64 48
  %119 = load i64, ptr %118, align 8
  %120 = icmp eq i64 %119, 0
  br i1 %120, label %124, label %121

121:                                              ; preds = %116
  %122 = tail call fastcc i64 @apart(ptr noundef nonnull %0, ptr noundef nonnull %1)
  %123 = or i64 %122, %117
  br label %124

124:                                              ; preds = %121, %116
  %125 = phi i64 [ %123, %121 ], [ %117, %116 ]
  %126 = getelementptr inbounds nuw i8, ptr %0, i64 2208
  %127 = load i64, ptr %126, align 8
  %128 = xor i64 %127, -1
  %129 = and i64 %125, %128
  %130 = icmp eq i64 %129, 0
  br i1 %130, label %131, label %133

131:                                              ; preds = %124, %66
  %132 = getelementptr inbounds nuw i8, ptr %0, i64 2216
  store i64 1, ptr %132, align 8
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %133

133:                                              ; preds = %131, %95, %99, %103, %124, %75, %49, %66, %60, %56, %52
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @decides(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1) unnamed_addr {
  %3 = alloca i64, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  store i64 0, ptr %3, align 8
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 1
  br i1 %6, label %7, label %18

7:                                                ; preds = %2
  %8 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %9 = load ptr, ptr %0, align 8
  %10 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 40), align 8
  %11 = trunc i64 %10 to i32
  %12 = call i32 %8(ptr noundef %9, i32 noundef %11, ptr noundef nonnull %3)
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %14 = load i64, ptr %13, align 8
  %15 = load i64, ptr %3, align 8
  %16 = and i64 %15, 4294967295
  %17 = call fastcc i64 @flag_holds(i64 noundef %14, i64 noundef %16)
  br label %34

18:                                               ; preds = %2
  %19 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %20 = load i64, ptr %19, align 8
  %21 = tail call fastcc i64 @register_value(ptr noundef %0, i64 noundef %20)
  %22 = load i64, ptr %4, align 8
  %23 = icmp eq i64 %22, 2
  %24 = getelementptr inbounds nuw i8, ptr %1, i64 40
  %25 = load i64, ptr %24, align 8
  br i1 %23, label %26, label %31

26:                                               ; preds = %18
  %27 = tail call fastcc i64 @ones(i64 noundef %25)
  %28 = and i64 %27, %21
  %29 = icmp eq i64 %28, 0
  %30 = zext i1 %29 to i64
  br label %34

31:                                               ; preds = %18
  %32 = lshr i64 %21, %25
  %33 = and i64 %32, 1
  br label %34

34:                                               ; preds = %26, %31, %7
  %35 = phi i64 [ %17, %7 ], [ %30, %26 ], [ %33, %31 ]
  %36 = trunc nuw nsw i64 %35 to i32
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  ret i32 %36
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 33) i64 @apart(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 56
  %4 = load i64, ptr %3, align 8
  %5 = tail call fastcc i64 @register_value(ptr noundef %0, i64 noundef %4)
  %6 = getelementptr inbounds nuw i8, ptr %1, i64 72
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds nuw i8, ptr %1, i64 64
  %9 = load i64, ptr %8, align 8
  %10 = icmp ult i64 %9, 32
  br i1 %10, label %11, label %13

11:                                               ; preds = %2
  %12 = tail call fastcc i64 @register_value(ptr noundef %0, i64 noundef %9)
  br label %13

13:                                               ; preds = %11, %2
  %14 = phi i64 [ %12, %11 ], [ %7, %2 ]
  %15 = sub i64 %5, %14
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 80
  %17 = load i64, ptr %16, align 8
  %18 = tail call fastcc i64 @ones(i64 noundef %17)
  %19 = and i64 %18, %15
  %20 = icmp eq i64 %19, 0
  br i1 %20, label %52, label %21

21:                                               ; preds = %13
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %23 = load i64, ptr %22, align 8
  %24 = and i64 %23, 8
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %45, label %26

26:                                               ; preds = %21
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %28 = load ptr, ptr %27, align 8
  %29 = and i64 %18, %14
  %30 = getelementptr inbounds nuw i8, ptr %28, i64 1840
  %31 = getelementptr inbounds nuw i8, ptr %28, i64 1832
  %32 = load i64, ptr %31, align 8
  %33 = add i64 %32, 1
  store i64 %33, ptr %31, align 8
  %34 = and i64 %32, 31
  %35 = getelementptr inbounds nuw i64, ptr %30, i64 %34
  store i64 %29, ptr %35, align 8
  %36 = load i64, ptr %8, align 8
  %37 = icmp ult i64 %36, 31
  br i1 %37, label %38, label %45

38:                                               ; preds = %26
  %39 = load i64, ptr %16, align 8
  %40 = tail call fastcc i64 @ones(i64 noundef %39)
  %41 = and i64 %40, %5
  %42 = add i64 %32, 2
  store i64 %42, ptr %31, align 8
  %43 = and i64 %33, 31
  %44 = getelementptr inbounds nuw i64, ptr %30, i64 %43
  store i64 %41, ptr %44, align 8
  br label %45

45:                                               ; preds = %26, %38, %21
  %46 = icmp eq i64 %19, 1
  br i1 %46, label %52, label %47

47:                                               ; preds = %45
  %48 = load i64, ptr %16, align 8
  %49 = tail call fastcc i64 @ones(i64 noundef %48)
  %50 = icmp eq i64 %19, %49
  %51 = select i1 %50, i64 32, i64 0
  br label %52

52:                                               ; preds = %45, %13, %47
  %53 = phi i64 [ 8, %13 ], [ %51, %47 ], [ 16, %45 ]
  ret i64 %53
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @check_frame(ptr noundef captures(none) %0) unnamed_addr {
  %2 = alloca [31 x i64], align 16
  %3 = alloca [8 x i64], align 16
  %4 = alloca [31 x ptr], align 16
  %5 = alloca i64, align 8
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 272
  %7 = load ptr, ptr %6, align 8
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %9 = load i64, ptr %8, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  br label %28

10:                                               ; preds = %28
  %11 = getelementptr inbounds nuw %struct.row, ptr %7, i64 %9
  %12 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %13 = load ptr, ptr %0, align 8
  %14 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %15 = call i32 %12(ptr noundef %13, ptr noundef %14, ptr noundef nonnull %4, i32 noundef 31)
  %16 = load i64, ptr %11, align 8
  %17 = icmp eq i64 %16, 31
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 2008
  %19 = getelementptr inbounds nuw i64, ptr %2, i64 %16
  %20 = select i1 %17, ptr %18, ptr %19
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %23 = load i64, ptr %22, align 8
  %24 = add i64 %23, %21
  %25 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %26 = load i64, ptr %25, align 8
  %27 = icmp eq i64 %24, %26
  br i1 %27, label %48, label %34

28:                                               ; preds = %1, %28
  %29 = phi i64 [ 0, %1 ], [ %32, %28 ]
  %30 = getelementptr inbounds nuw i64, ptr %2, i64 %29
  %31 = getelementptr inbounds nuw ptr, ptr %4, i64 %29
  store ptr %30, ptr %31, align 8
  %32 = add nuw nsw i64 %29, 1
  %33 = icmp eq i64 %32, 31
  br i1 %33, label %10, label %28

34:                                               ; preds = %10
  %35 = sub i64 %24, %26
  %36 = getelementptr inbounds nuw i8, ptr %0, i64 1984
  store i64 %35, ptr %36, align 8
  call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 9, i64 noundef 0, i64 noundef 0)
  br label %102

37:                                               ; preds = %48
  %38 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %39 = load ptr, ptr %0, align 8
  %40 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 88), align 8
  %41 = getelementptr inbounds nuw i8, ptr %40, i64 32
  %42 = call i32 %38(ptr noundef %39, ptr noundef nonnull %41, ptr noundef nonnull %4, i32 noundef 8)
  %43 = getelementptr inbounds nuw i8, ptr %11, i64 16
  %44 = getelementptr inbounds nuw i8, ptr %0, i64 40
  %45 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %46 = getelementptr inbounds nuw i8, ptr %0, i64 312
  %47 = getelementptr inbounds nuw i8, ptr %0, i64 320
  br label %54

48:                                               ; preds = %10, %48
  %49 = phi i64 [ %52, %48 ], [ 0, %10 ]
  %50 = getelementptr inbounds nuw i64, ptr %3, i64 %49
  %51 = getelementptr inbounds nuw ptr, ptr %4, i64 %49
  store ptr %50, ptr %51, align 8
  %52 = add nuw nsw i64 %49, 1
  %53 = icmp eq i64 %52, 8
  br i1 %53, label %37, label %48

54:                                               ; preds = %37, %97
  %55 = phi i64 [ 0, %37 ], [ %98, %97 ]
  %56 = icmp samesign ult i64 %55, 11
  br i1 %56, label %57, label %60

57:                                               ; preds = %54
  %58 = getelementptr inbounds nuw i64, ptr %0, i64 %55
  %59 = getelementptr inbounds nuw i8, ptr %58, i64 520
  br label %66

60:                                               ; preds = %54
  %61 = icmp eq i64 %55, 11
  br i1 %61, label %66, label %62

62:                                               ; preds = %60
  %63 = shl i64 %55, 4
  %64 = getelementptr i8, ptr %0, i64 %63
  %65 = getelementptr i8, ptr %64, i64 552
  br label %66

66:                                               ; preds = %60, %62, %57
  %67 = phi ptr [ %59, %57 ], [ %65, %62 ], [ %44, %60 ]
  %68 = load i64, ptr %67, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %69 = icmp samesign ult i64 %55, 12
  %70 = getelementptr inbounds nuw i64, ptr %2, i64 %55
  %71 = getelementptr inbounds nuw i8, ptr %70, i64 152
  %72 = getelementptr i64, ptr %3, i64 %55
  %73 = getelementptr i8, ptr %72, i64 -96
  %74 = select i1 %69, ptr %71, ptr %73
  %75 = load i64, ptr %74, align 8
  store i64 %75, ptr %5, align 8
  %76 = getelementptr inbounds nuw i64, ptr %43, i64 %55
  %77 = load i64, ptr %76, align 8
  %78 = icmp eq i64 %77, 9223372036854775807
  br i1 %78, label %94, label %79

79:                                               ; preds = %66
  %80 = load i64, ptr %25, align 8
  %81 = add i64 %80, %77
  %82 = load i64, ptr %45, align 8
  %83 = icmp ult i64 %81, %82
  br i1 %83, label %100, label %84

84:                                               ; preds = %79
  %85 = add i64 %81, 8
  %86 = load i64, ptr %46, align 8
  %87 = icmp ugt i64 %85, %86
  br i1 %87, label %100, label %88

88:                                               ; preds = %84
  %89 = load ptr, ptr %47, align 8
  %90 = sub i64 %81, %82
  %91 = getelementptr inbounds nuw i8, ptr %89, i64 %90
  %92 = call ptr @memcpy(ptr noundef nonnull %5, ptr noundef %91, i64 noundef 8)
  %93 = load i64, ptr %5, align 8
  br label %94

94:                                               ; preds = %88, %66
  %95 = phi i64 [ %93, %88 ], [ %75, %66 ]
  %96 = icmp eq i64 %95, %68
  br i1 %96, label %97, label %100

97:                                               ; preds = %94
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  %98 = add nuw nsw i64 %55, 1
  %99 = icmp eq i64 %98, 20
  br i1 %99, label %102, label %54

100:                                              ; preds = %94, %79, %84
  %101 = getelementptr inbounds nuw i8, ptr %0, i64 1984
  store i64 %55, ptr %101, align 8
  call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 10, i64 noundef 0, i64 noundef 0)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %102

102:                                              ; preds = %97, %100, %34
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret void
}

; Function Attrs: noinline nounwind optsize
define dso_local void @on_block(ptr noundef readnone captures(none) %0, i64 noundef %1, i32 noundef %2, ptr noundef captures(none) %3) local_unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %3, i64 24
  %6 = load i64, ptr %5, align 8
  %7 = icmp ult i64 %1, %6
  br i1 %7, label %12, label %8

8:                                                ; preds = %4
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 32
  %10 = load i64, ptr %9, align 8
  %11 = icmp ult i64 %1, %10
  br i1 %11, label %26, label %12

12:                                               ; preds = %4, %8
  %13 = getelementptr inbounds nuw i8, ptr %3, i64 280
  %14 = load i64, ptr %13, align 8
  %15 = icmp ult i64 %1, %14
  br i1 %15, label %20, label %16

16:                                               ; preds = %12
  %17 = getelementptr inbounds nuw i8, ptr %3, i64 288
  %18 = load i64, ptr %17, align 8
  %19 = icmp ult i64 %1, %18
  br i1 %19, label %64, label %20

20:                                               ; preds = %16, %12
  %21 = getelementptr inbounds nuw i8, ptr %3, i64 40
  %22 = load i64, ptr %21, align 8
  %23 = icmp eq i64 %1, %22
  br i1 %23, label %64, label %24

24:                                               ; preds = %20
  %25 = zext i32 %2 to i64
  tail call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 13, i64 noundef %1, i64 noundef %25)
  br label %86

26:                                               ; preds = %8
  %27 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %28 = load i64, ptr %27, align 8
  %29 = and i64 %28, 16
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %31, label %64

31:                                               ; preds = %26
  %32 = lshr i32 %2, 2
  %33 = zext nneg i32 %32 to i64
  %34 = getelementptr inbounds nuw i8, ptr %3, i64 1936
  %35 = load i64, ptr %34, align 8
  %36 = add i64 %35, %33
  store i64 %36, ptr %34, align 8
  %37 = zext i32 %2 to i64
  %38 = add i64 %1, %37
  %39 = icmp ult i64 %1, %38
  br i1 %39, label %40, label %48

40:                                               ; preds = %31
  %41 = getelementptr inbounds nuw i8, ptr %3, i64 256
  br label %42

42:                                               ; preds = %40, %53
  %43 = phi i64 [ %1, %40 ], [ %61, %53 ]
  %44 = load i64, ptr %9, align 8
  %45 = icmp ult i64 %43, %44
  br i1 %45, label %53, label %46

46:                                               ; preds = %53, %42
  %47 = load i64, ptr %34, align 8
  br label %48

48:                                               ; preds = %46, %31
  %49 = phi i64 [ %47, %46 ], [ %36, %31 ]
  %50 = getelementptr inbounds nuw i8, ptr %3, i64 1928
  %51 = load i64, ptr %50, align 8
  %52 = icmp ugt i64 %49, %51
  br i1 %52, label %63, label %64

53:                                               ; preds = %42
  %54 = load ptr, ptr %41, align 8
  %55 = load i64, ptr %5, align 8
  %56 = sub i64 %43, %55
  %57 = lshr i64 %56, 2
  %58 = getelementptr inbounds nuw i8, ptr %54, i64 %57
  %59 = load i8, ptr %58, align 1
  %60 = or i8 %59, 1
  store i8 %60, ptr %58, align 1
  %61 = add i64 %43, 4
  %62 = icmp ult i64 %61, %38
  br i1 %62, label %42, label %46

63:                                               ; preds = %48
  tail call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %64

64:                                               ; preds = %16, %20, %48, %63, %26
  %65 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %66 = load i64, ptr %65, align 8
  %67 = and i64 %66, 2
  %68 = icmp eq i64 %67, 0
  br i1 %68, label %86, label %69

69:                                               ; preds = %64
  %70 = getelementptr inbounds nuw i8, ptr %3, i64 2064
  %71 = load i64, ptr %70, align 8
  %72 = add i64 %71, 2
  %73 = getelementptr inbounds nuw i8, ptr %3, i64 2072
  %74 = load i64, ptr %73, align 8
  %75 = icmp ugt i64 %72, %74
  br i1 %75, label %86, label %76

76:                                               ; preds = %69
  %77 = getelementptr inbounds nuw i8, ptr %3, i64 2056
  %78 = load ptr, ptr %77, align 8
  %79 = add i64 %71, 1
  store i64 %79, ptr %70, align 8
  %80 = getelementptr inbounds nuw i64, ptr %78, i64 %71
  store i64 %1, ptr %80, align 8
  %81 = zext i32 %2 to i64
  %82 = load ptr, ptr %77, align 8
  %83 = load i64, ptr %70, align 8
  %84 = add i64 %83, 1
  store i64 %84, ptr %70, align 8
  %85 = getelementptr inbounds nuw i64, ptr %82, i64 %83
  store i64 %81, ptr %85, align 8
  br label %86

86:                                               ; preds = %64, %69, %76, %24
  ret void
}

; Function Attrs: noinline nounwind optsize
define dso_local void @on_stub(ptr noundef %0, i64 noundef %1, i32 noundef %2, ptr noundef %3) local_unnamed_addr {
  %5 = alloca %struct.call, align 8
  %6 = alloca [33 x ptr], align 16
  %7 = alloca [18 x i64], align 16
  %8 = alloca [64 x i64], align 16
  %9 = alloca i64, align 8
  %10 = alloca i64, align 8
  %11 = alloca i64, align 8
  %12 = alloca [18 x i64], align 16
  %13 = getelementptr inbounds nuw i8, ptr %3, i64 280
  %14 = load i64, ptr %13, align 8
  %15 = sub i64 %1, %14
  %16 = lshr i64 %15, 4
  %17 = getelementptr inbounds nuw i8, ptr %3, i64 296
  %18 = load ptr, ptr %17, align 8
  %19 = getelementptr inbounds nuw %struct.stub, ptr %18, i64 %16
  %20 = getelementptr inbounds nuw i8, ptr %3, i64 1952
  %21 = load i64, ptr %20, align 8
  %22 = and i64 %1, 15
  %23 = or i64 %21, %22
  %24 = icmp eq i64 %23, 0
  br i1 %24, label %25, label %487

25:                                               ; preds = %4
  %26 = getelementptr inbounds nuw i8, ptr %3, i64 1936
  %27 = load i64, ptr %26, align 8
  %28 = add i64 %27, 1
  store i64 %28, ptr %26, align 8
  %29 = getelementptr inbounds nuw i8, ptr %3, i64 1928
  %30 = load i64, ptr %29, align 8
  %31 = icmp ugt i64 %28, %30
  br i1 %31, label %32, label %33

32:                                               ; preds = %25
  tail call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %487

33:                                               ; preds = %25
  %34 = getelementptr inbounds nuw i8, ptr %3, i64 2136
  %35 = load ptr, ptr %34, align 8
  %36 = icmp eq ptr %35, null
  %37 = select i1 %36, ptr %3, ptr %35
  br i1 %36, label %38, label %45

38:                                               ; preds = %33
  %39 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %40 = load i64, ptr %39, align 8
  %41 = and i64 %40, 8
  %42 = icmp eq i64 %41, 0
  %43 = getelementptr inbounds nuw i8, ptr %3, i64 2080
  %44 = load i64, ptr %43, align 8
  br i1 %42, label %52, label %48

45:                                               ; preds = %33
  %46 = getelementptr inbounds nuw i8, ptr %3, i64 2080
  %47 = load i64, ptr %46, align 8
  br label %48

48:                                               ; preds = %45, %38
  %49 = phi i64 [ %47, %45 ], [ %44, %38 ]
  %50 = phi ptr [ %46, %45 ], [ %43, %38 ]
  %51 = xor i1 %36, true
  br label %52

52:                                               ; preds = %38, %48
  %53 = phi i64 [ 2088, %48 ], [ 2096, %38 ]
  %54 = phi i64 [ %49, %48 ], [ %44, %38 ]
  %55 = phi ptr [ %50, %48 ], [ %43, %38 ]
  %56 = phi i1 [ %51, %48 ], [ true, %38 ]
  %57 = getelementptr inbounds nuw i8, ptr %3, i64 %53
  %58 = load i64, ptr %57, align 8
  %59 = icmp ult i64 %54, %58
  %60 = load i64, ptr %19, align 8
  br i1 %59, label %68, label %61

61:                                               ; preds = %52
  %62 = icmp eq i64 %60, 0
  br i1 %62, label %67, label %63

63:                                               ; preds = %61
  %64 = getelementptr inbounds nuw i8, ptr %37, i64 2344
  %65 = load i64, ptr %64, align 8
  %66 = icmp ne i64 %65, 0
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  br label %79

67:                                               ; preds = %61
  tail call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %487

68:                                               ; preds = %52
  %69 = getelementptr inbounds nuw i8, ptr %37, i64 2344
  %70 = load i64, ptr %69, align 8
  %71 = icmp ne i64 %70, 0
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %72 = icmp eq i64 %60, 0
  %73 = select i1 %36, i1 true, i1 %71
  %74 = select i1 %72, i1 %73, i1 false
  br i1 %74, label %75, label %79

75:                                               ; preds = %68
  %76 = getelementptr inbounds nuw i8, ptr %3, i64 2104
  %77 = load ptr, ptr %76, align 8
  %78 = getelementptr inbounds nuw %struct.call, ptr %77, i64 %54
  br label %79

79:                                               ; preds = %63, %68, %75
  %80 = phi i1 [ %71, %75 ], [ %71, %68 ], [ %66, %63 ]
  %81 = phi ptr [ %78, %75 ], [ %5, %68 ], [ %5, %63 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %82 = getelementptr inbounds nuw i8, ptr %81, i64 8
  br label %88

83:                                               ; preds = %88
  %84 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %85 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %86 = call i32 %84(ptr noundef %0, ptr noundef %85, ptr noundef nonnull %6, i32 noundef 31)
  %87 = getelementptr inbounds nuw i8, ptr %81, i64 256
  br label %107

88:                                               ; preds = %79, %88
  %89 = phi i64 [ 0, %79 ], [ %92, %88 ]
  %90 = getelementptr inbounds nuw i64, ptr %82, i64 %89
  %91 = getelementptr inbounds nuw ptr, ptr %6, i64 %89
  store ptr %90, ptr %91, align 8
  %92 = add nuw nsw i64 %89, 1
  %93 = icmp eq i64 %92, 31
  br i1 %93, label %83, label %88

94:                                               ; preds = %107
  %95 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %96 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 80), align 8
  %97 = call i32 %95(ptr noundef %0, ptr noundef %96, ptr noundef nonnull %6, i32 noundef 32)
  %98 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %99 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 48), align 8
  %100 = trunc i64 %99 to i32
  %101 = getelementptr inbounds nuw i8, ptr %81, i64 768
  %102 = call i32 %98(ptr noundef %0, i32 noundef %100, ptr noundef nonnull %101)
  %103 = load i64, ptr %101, align 8
  %104 = getelementptr inbounds nuw i8, ptr %3, i64 2008
  store i64 %103, ptr %104, align 8
  %105 = and i64 %103, 15
  %106 = icmp eq i64 %105, 0
  br i1 %106, label %115, label %114

107:                                              ; preds = %83, %107
  %108 = phi i64 [ 0, %83 ], [ %112, %107 ]
  %109 = shl nuw nsw i64 %108, 4
  %110 = getelementptr inbounds nuw i8, ptr %87, i64 %109
  %111 = getelementptr inbounds nuw ptr, ptr %6, i64 %108
  store ptr %110, ptr %111, align 8
  %112 = add nuw nsw i64 %108, 1
  %113 = icmp eq i64 %112, 32
  br i1 %113, label %94, label %107

114:                                              ; preds = %94
  call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 8, i64 noundef %103, i64 noundef 0)
  br label %486

115:                                              ; preds = %94
  store i64 %16, ptr %81, align 8
  %116 = getelementptr inbounds nuw i8, ptr %81, i64 776
  %117 = getelementptr inbounds nuw i8, ptr %3, i64 304
  %118 = getelementptr inbounds nuw i8, ptr %3, i64 312
  %119 = getelementptr inbounds nuw i8, ptr %3, i64 320
  br label %125

120:                                              ; preds = %142
  %121 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %122 = load i64, ptr %121, align 8
  %123 = and i64 %122, 64
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %146, label %145

125:                                              ; preds = %115, %142
  %126 = phi i64 [ 0, %115 ], [ %143, %142 ]
  %127 = getelementptr inbounds nuw i64, ptr %116, i64 %126
  store i64 0, ptr %127, align 8
  %128 = load i64, ptr %101, align 8
  %129 = load i64, ptr %117, align 8
  %130 = icmp ult i64 %128, %129
  br i1 %130, label %142, label %131

131:                                              ; preds = %125
  %132 = shl nuw nsw i64 %126, 3
  %133 = add i64 %128, %132
  %134 = add i64 %133, 8
  %135 = load i64, ptr %118, align 8
  %136 = icmp ugt i64 %134, %135
  br i1 %136, label %142, label %137

137:                                              ; preds = %131
  %138 = load ptr, ptr %119, align 8
  %139 = sub i64 %133, %129
  %140 = getelementptr inbounds nuw i8, ptr %138, i64 %139
  %141 = call ptr @memcpy(ptr noundef nonnull %127, ptr noundef %140, i64 noundef 8)
  br label %142

142:                                              ; preds = %125, %131, %137
  %143 = add nuw nsw i64 %126, 1
  %144 = icmp eq i64 %143, 8
  br i1 %144, label %120, label %125

145:                                              ; preds = %120
  call fastcc void @check_frame(ptr noundef nonnull %3)
  br label %146

146:                                              ; preds = %145, %120
  %147 = load i64, ptr %19, align 8
  %148 = icmp eq i64 %147, 0
  br i1 %148, label %176, label %149

149:                                              ; preds = %146
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  %150 = load i64, ptr %26, align 8
  %151 = mul i64 %150, -7046029254386353131
  call fastcc void @block_copy(ptr noundef nonnull %3, ptr noundef nonnull %19, ptr noundef nonnull %82)
  br label %152

152:                                              ; preds = %149, %152
  %153 = phi i64 [ 0, %149 ], [ %159, %152 ]
  %154 = phi i64 [ %151, %149 ], [ %157, %152 ]
  %155 = lshr i64 %154, 29
  %156 = xor i64 %155, %154
  %157 = mul i64 %156, -4658895280553007687
  %158 = getelementptr inbounds nuw i64, ptr %7, i64 %153
  store i64 %157, ptr %158, align 8
  %159 = add nuw nsw i64 %153, 1
  %160 = icmp eq i64 %159, 18
  br i1 %160, label %167, label %152

161:                                              ; preds = %167
  %162 = load i64, ptr %82, align 8
  store i64 %162, ptr %7, align 16
  %163 = getelementptr inbounds nuw i8, ptr %3, i64 2000
  %164 = load i64, ptr %163, align 8
  %165 = load i64, ptr %101, align 8
  call fastcc void @destroy(ptr noundef nonnull %3, i64 noundef %164, i64 noundef %165)
  %166 = and i64 %172, 4026531840
  call fastcc void @leave_call(ptr noundef nonnull %3, ptr noundef nonnull %7, ptr noundef nonnull %8, i64 noundef %166)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  br label %486

167:                                              ; preds = %152, %167
  %168 = phi i64 [ %174, %167 ], [ 0, %152 ]
  %169 = phi i64 [ %172, %167 ], [ %157, %152 ]
  %170 = lshr i64 %169, 29
  %171 = xor i64 %170, %169
  %172 = mul i64 %171, -4658895280553007687
  %173 = getelementptr inbounds nuw i64, ptr %8, i64 %168
  store i64 %172, ptr %173, align 8
  %174 = add nuw nsw i64 %168, 1
  %175 = icmp eq i64 %174, 64
  br i1 %175, label %161, label %167

176:                                              ; preds = %146
  call void @llvm.lifetime.start.p0(ptr nonnull %9)
  store i64 2, ptr %9, align 8
  %177 = load ptr, ptr %34, align 8
  %178 = icmp eq ptr %177, null
  br i1 %178, label %189, label %179

179:                                              ; preds = %176
  %180 = getelementptr inbounds nuw i8, ptr %37, i64 2080
  %181 = load i64, ptr %180, align 8
  %182 = icmp ult i64 %54, %181
  br i1 %182, label %183, label %191

183:                                              ; preds = %179
  %184 = getelementptr inbounds nuw i8, ptr %37, i64 2104
  %185 = load ptr, ptr %184, align 8
  %186 = getelementptr inbounds nuw %struct.call, ptr %185, i64 %54
  %187 = getelementptr inbounds nuw i8, ptr %186, i64 856
  %188 = load i64, ptr %187, align 8
  br label %191

189:                                              ; preds = %176
  %190 = call fastcc i64 @mask_of(ptr noundef nonnull %3, ptr noundef nonnull %19, ptr noundef nonnull %81, ptr noundef %9)
  br label %191

191:                                              ; preds = %183, %179, %189
  %192 = phi i64 [ %190, %189 ], [ %188, %183 ], [ 0, %179 ]
  %193 = getelementptr inbounds nuw i8, ptr %81, i64 856
  store i64 %192, ptr %193, align 8
  %194 = getelementptr inbounds nuw i8, ptr %19, i64 24
  %195 = load i64, ptr %194, align 8
  %196 = icmp eq i64 %195, 0
  %197 = select i1 %196, i1 true, i1 %80
  br i1 %197, label %233, label %198

198:                                              ; preds = %191
  %199 = getelementptr inbounds nuw i8, ptr %19, i64 32
  br label %200

200:                                              ; preds = %198, %230
  %201 = phi i64 [ 0, %198 ], [ %231, %230 ]
  %202 = getelementptr inbounds nuw %struct.argument, ptr %199, i64 %201
  %203 = load i64, ptr %202, align 8
  switch i64 %203, label %216 [
    i64 0, label %204
    i64 2, label %209
  ]

204:                                              ; preds = %200
  %205 = getelementptr inbounds nuw i8, ptr %202, i64 8
  %206 = load i64, ptr %205, align 8
  %207 = getelementptr inbounds nuw i64, ptr %82, i64 %206
  %208 = load i64, ptr %207, align 8
  br label %216

209:                                              ; preds = %200
  %210 = getelementptr inbounds nuw i8, ptr %202, i64 8
  %211 = load i64, ptr %210, align 8
  %212 = lshr i64 %211, 3
  %213 = and i64 %212, 7
  %214 = getelementptr inbounds nuw i64, ptr %116, i64 %213
  %215 = load i64, ptr %214, align 8
  br label %216

216:                                              ; preds = %200, %209, %204
  %217 = phi i64 [ %208, %204 ], [ %215, %209 ], [ 0, %200 ]
  %218 = shl nuw i64 1, %201
  %219 = and i64 %218, %192
  %220 = icmp eq i64 %219, 0
  br i1 %220, label %230, label %221

221:                                              ; preds = %216
  %222 = getelementptr inbounds nuw i8, ptr %202, i64 16
  %223 = load i64, ptr %222, align 8
  %224 = icmp eq i64 %223, 64
  br i1 %224, label %225, label %230

225:                                              ; preds = %221
  %226 = call fastcc i32 @in_frame(ptr noundef %3, i64 noundef %217)
  %227 = icmp eq i32 %226, 0
  br i1 %227, label %230, label %228

228:                                              ; preds = %225
  %229 = getelementptr inbounds nuw i8, ptr %3, i64 1984
  store i64 %201, ptr %229, align 8
  call fastcc void @stop(ptr noundef %3, i64 noundef 19, i64 noundef %217, i64 noundef 0)
  br label %485

230:                                              ; preds = %225, %221, %216
  %231 = add nuw i64 %201, 1
  %232 = icmp ult i64 %231, %195
  br i1 %232, label %200, label %233

233:                                              ; preds = %230, %191
  br i1 %80, label %238, label %234

234:                                              ; preds = %233
  %235 = call fastcc i32 @leads_into_frame(ptr noundef %3)
  %236 = icmp eq i32 %235, 0
  br i1 %236, label %244, label %237

237:                                              ; preds = %234
  call fastcc void @stop(ptr noundef %3, i64 noundef 19, i64 noundef 0, i64 noundef 0)
  br label %485

238:                                              ; preds = %233
  %239 = load ptr, ptr %34, align 8
  %240 = icmp eq ptr %239, null
  br i1 %240, label %241, label %252

241:                                              ; preds = %238
  %242 = call fastcc i32 @reach_locals(ptr noundef nonnull %3, ptr noundef nonnull %19, ptr noundef nonnull %81)
  %243 = icmp eq i32 %242, 0
  br i1 %243, label %485, label %244

244:                                              ; preds = %234, %241
  %245 = load ptr, ptr %34, align 8
  %246 = icmp eq ptr %245, null
  br i1 %246, label %247, label %252

247:                                              ; preds = %244
  %248 = getelementptr inbounds nuw i8, ptr %81, i64 840
  %249 = select i1 %80, ptr %81, ptr null
  call fastcc void @hash_memory(ptr noundef nonnull %3, ptr noundef nonnull %248, ptr noundef %249)
  %250 = load ptr, ptr %34, align 8
  %251 = icmp eq ptr %250, null
  br i1 %251, label %334, label %252

252:                                              ; preds = %238, %244, %247
  %253 = getelementptr inbounds nuw i8, ptr %37, i64 2104
  %254 = load ptr, ptr %253, align 8
  %255 = getelementptr inbounds nuw %struct.call, ptr %254, i64 %54
  %256 = getelementptr inbounds nuw i8, ptr %37, i64 2080
  %257 = load i64, ptr %256, align 8
  %258 = icmp ult i64 %54, %257
  br i1 %258, label %261, label %259

259:                                              ; preds = %252
  %260 = getelementptr inbounds nuw i8, ptr %3, i64 1984
  store i64 %16, ptr %260, align 8
  call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 18, i64 noundef %54, i64 noundef 0)
  br label %485

261:                                              ; preds = %252
  %262 = load i64, ptr %255, align 8
  %263 = icmp eq i64 %262, %16
  br i1 %263, label %264, label %271

264:                                              ; preds = %261
  %265 = load i64, ptr %194, align 8
  %266 = icmp eq i64 %265, 0
  br i1 %266, label %316, label %267

267:                                              ; preds = %264
  %268 = getelementptr inbounds nuw i8, ptr %19, i64 32
  %269 = getelementptr inbounds nuw i8, ptr %255, i64 1552
  %270 = getelementptr inbounds nuw i8, ptr %255, i64 1560
  br label %273

271:                                              ; preds = %261
  %272 = getelementptr inbounds nuw i8, ptr %3, i64 1984
  store i64 %262, ptr %272, align 8
  call fastcc void @stop(ptr noundef nonnull %3, i64 noundef 15, i64 noundef %16, i64 noundef 0)
  br label %485

273:                                              ; preds = %267, %312
  %274 = phi i64 [ %265, %267 ], [ %313, %312 ]
  %275 = phi i64 [ 0, %267 ], [ %314, %312 ]
  %276 = getelementptr inbounds nuw %struct.argument, ptr %268, i64 %275
  br i1 %80, label %277, label %282

277:                                              ; preds = %273
  %278 = load i64, ptr %269, align 8
  %279 = icmp eq i64 %278, 0
  br i1 %279, label %282, label %289

280:                                              ; preds = %301
  %281 = icmp ne i64 %302, 0
  br label %282

282:                                              ; preds = %277, %280, %273
  %283 = phi i1 [ false, %273 ], [ %281, %280 ], [ false, %277 ]
  %284 = load i64, ptr %193, align 8
  %285 = shl nuw i64 1, %275
  %286 = and i64 %284, %285
  %287 = icmp eq i64 %286, 0
  %288 = select i1 %287, i1 true, i1 %283
  br i1 %288, label %312, label %305

289:                                              ; preds = %277, %301
  %290 = phi i64 [ %302, %301 ], [ 0, %277 ]
  %291 = phi i64 [ %303, %301 ], [ 0, %277 ]
  %292 = getelementptr inbounds nuw %struct.root, ptr %270, i64 %291
  %293 = load i64, ptr %292, align 8
  %294 = icmp eq i64 %293, 0
  br i1 %294, label %295, label %301

295:                                              ; preds = %289
  %296 = getelementptr inbounds nuw i8, ptr %292, i64 8
  %297 = load i64, ptr %296, align 8
  %298 = icmp eq i64 %297, %275
  %299 = zext i1 %298 to i64
  %300 = or i64 %290, %299
  br label %301

301:                                              ; preds = %295, %289
  %302 = phi i64 [ %290, %289 ], [ %300, %295 ]
  %303 = add i64 %291, 1
  %304 = icmp eq i64 %303, %278
  br i1 %304, label %280, label %289

305:                                              ; preds = %282
  %306 = call fastcc i32 @same_argument(ptr noundef %3, ptr noundef nonnull %255, ptr noundef nonnull %81, ptr noundef nonnull %276)
  %307 = icmp eq i32 %306, 0
  br i1 %307, label %310, label %308

308:                                              ; preds = %305
  %309 = load i64, ptr %194, align 8
  br label %312

310:                                              ; preds = %305
  %311 = getelementptr inbounds nuw i8, ptr %3, i64 1984
  store i64 %275, ptr %311, align 8
  call fastcc void @stop(ptr noundef %3, i64 noundef 16, i64 noundef %54, i64 noundef 0)
  br label %485

312:                                              ; preds = %308, %282
  %313 = phi i64 [ %309, %308 ], [ %274, %282 ]
  %314 = add nuw i64 %275, 1
  %315 = icmp ult i64 %314, %313
  br i1 %315, label %273, label %316

316:                                              ; preds = %312, %264
  br i1 %80, label %317, label %320

317:                                              ; preds = %316
  %318 = call fastcc i32 @same_locals(ptr noundef %3, ptr noundef nonnull %19, ptr noundef nonnull %255, ptr noundef nonnull %81, i64 noundef %54)
  %319 = icmp eq i32 %318, 0
  br i1 %319, label %485, label %320

320:                                              ; preds = %317, %316
  %321 = phi ptr [ %255, %317 ], [ null, %316 ]
  %322 = getelementptr inbounds nuw i8, ptr %81, i64 840
  call fastcc void @hash_memory(ptr noundef %3, ptr noundef nonnull %322, ptr noundef %321)
  %323 = getelementptr inbounds nuw i8, ptr %255, i64 840
  %324 = load i64, ptr %323, align 8
  %325 = load i64, ptr %322, align 8
  %326 = icmp eq i64 %324, %325
  br i1 %326, label %327, label %333

327:                                              ; preds = %320
  %328 = getelementptr inbounds nuw i8, ptr %255, i64 848
  %329 = load i64, ptr %328, align 8
  %330 = getelementptr inbounds nuw i8, ptr %81, i64 848
  %331 = load i64, ptr %330, align 8
  %332 = icmp eq i64 %329, %331
  br i1 %332, label %334, label %333

333:                                              ; preds = %327, %320
  call fastcc void @stop(ptr noundef %3, i64 noundef 17, i64 noundef %54, i64 noundef 0)
  br label %485

334:                                              ; preds = %327, %247
  %335 = add i64 %54, 1
  store i64 %335, ptr %55, align 8
  %336 = getelementptr inbounds nuw i8, ptr %19, i64 8
  %337 = load i64, ptr %336, align 8
  %338 = icmp eq i64 %337, 0
  br i1 %338, label %339, label %340

339:                                              ; preds = %334
  call fastcc void @stop(ptr noundef %3, i64 noundef 14, i64 noundef %54, i64 noundef 0)
  br label %485

340:                                              ; preds = %334
  %341 = getelementptr inbounds nuw i8, ptr %37, i64 2104
  %342 = load ptr, ptr %341, align 8
  %343 = getelementptr inbounds nuw %struct.call, ptr %342, i64 %54
  br i1 %80, label %344, label %351

344:                                              ; preds = %340
  %345 = getelementptr inbounds nuw i8, ptr %19, i64 16
  %346 = load i64, ptr %345, align 8
  %347 = icmp eq i64 %346, 0
  br i1 %347, label %348, label %351

348:                                              ; preds = %344
  %349 = getelementptr inbounds nuw i8, ptr %343, i64 1544
  %350 = load i64, ptr %349, align 8
  br label %351

351:                                              ; preds = %340, %344, %348
  %352 = phi i64 [ %350, %348 ], [ 0, %344 ], [ 0, %340 ]
  %353 = getelementptr inbounds nuw i8, ptr %3, i64 2936
  store i64 %352, ptr %353, align 8
  br i1 %56, label %440, label %354

354:                                              ; preds = %351
  %355 = getelementptr inbounds nuw i8, ptr %3, i64 2144
  %356 = load ptr, ptr %355, align 8
  %357 = getelementptr inbounds nuw i8, ptr %343, i64 864
  %358 = getelementptr inbounds nuw i8, ptr %343, i64 1008
  %359 = getelementptr inbounds nuw i8, ptr %343, i64 1520
  call fastcc void @garbage(ptr noundef nonnull %3, ptr noundef nonnull %357, ptr noundef nonnull %358, ptr noundef nonnull %359)
  %360 = load i64, ptr %9, align 8
  switch i64 %360, label %368 [
    i64 2, label %367
    i64 1, label %361
  ]

361:                                              ; preds = %354
  %362 = call fastcc i32 @any_bits(ptr noundef nonnull %19)
  %363 = icmp eq i32 %362, 0
  br i1 %363, label %367, label %364

364:                                              ; preds = %361
  %365 = call fastcc i64 @chance(ptr noundef %356, i64 noundef 25)
  %366 = icmp eq i64 %365, 0
  br i1 %366, label %367, label %368

367:                                              ; preds = %354, %364, %361
  call fastcc void @results_of_call(ptr noundef nonnull %3, ptr noundef nonnull %19, ptr noundef nonnull %81, ptr noundef nonnull %357, ptr noundef nonnull %358)
  br label %368

368:                                              ; preds = %354, %367, %364
  %369 = getelementptr inbounds nuw i8, ptr %19, i64 16
  %370 = load i64, ptr %369, align 8
  %371 = icmp eq i64 %370, 0
  br i1 %371, label %372, label %436

372:                                              ; preds = %368
  %373 = getelementptr inbounds nuw i8, ptr %356, i64 18592
  %374 = load i64, ptr %373, align 8
  %375 = icmp eq i64 %374, 0
  br i1 %375, label %436, label %376

376:                                              ; preds = %372
  %377 = getelementptr inbounds nuw i8, ptr %356, i64 18600
  %378 = getelementptr inbounds nuw i8, ptr %3, i64 2016
  br label %379

379:                                              ; preds = %376, %432
  %380 = phi i64 [ 0, %376 ], [ %433, %432 ]
  %381 = getelementptr inbounds nuw i64, ptr %377, i64 %380
  %382 = load i64, ptr %381, align 8
  %383 = call fastcc ptr @region_of(ptr noundef %3, i64 noundef %382)
  %384 = icmp eq ptr %383, null
  br i1 %384, label %432, label %385

385:                                              ; preds = %379
  %386 = getelementptr inbounds nuw i8, ptr %383, i64 64
  %387 = load i64, ptr %386, align 8
  %388 = and i64 %387, 13
  %389 = icmp eq i64 %388, 0
  br i1 %389, label %390, label %432

390:                                              ; preds = %385
  %391 = load i64, ptr %381, align 8
  %392 = add i64 %391, 8
  %393 = getelementptr inbounds nuw i8, ptr %383, i64 8
  %394 = load i64, ptr %393, align 8
  %395 = icmp ugt i64 %392, %394
  br i1 %395, label %432, label %396

396:                                              ; preds = %390
  %397 = call fastcc i64 @chance(ptr noundef nonnull %356, i64 noundef 40)
  %398 = icmp eq i64 %397, 0
  br i1 %398, label %432, label %399

399:                                              ; preds = %396
  call void @llvm.lifetime.start.p0(ptr nonnull %10)
  %400 = load i64, ptr %381, align 8
  %401 = getelementptr inbounds nuw i8, ptr %383, i64 16
  %402 = load ptr, ptr %401, align 8
  %403 = load i64, ptr %383, align 8
  %404 = sub i64 %400, %403
  %405 = getelementptr inbounds nuw i8, ptr %402, i64 %404
  %406 = call ptr @memcpy(ptr noundef nonnull %10, ptr noundef %405, i64 noundef 8)
  %407 = load i64, ptr %55, align 8
  %408 = add i64 %407, 1
  %409 = call i64 @llvm.umin.i64(i64 %408, i64 255)
  %410 = trunc nuw i64 %409 to i8
  %411 = getelementptr inbounds nuw i8, ptr %383, i64 40
  %412 = load ptr, ptr %411, align 8
  %413 = lshr i64 %400, 3
  %414 = load i64, ptr %383, align 8
  %415 = lshr i64 %414, 3
  %416 = sub nsw i64 %413, %415
  %417 = getelementptr inbounds nuw i8, ptr %412, i64 %416
  store i8 %410, ptr %417, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %11)
  %418 = load i64, ptr %10, align 8
  %419 = load i64, ptr %378, align 8
  %420 = call fastcc i64 @changed(ptr noundef %3, i64 noundef %418, i64 noundef 8, i64 noundef %419, i64 noundef %400)
  %421 = call fastcc i64 @patched(ptr noundef %3, i64 noundef %420)
  store i64 %421, ptr %11, align 8
  %422 = load i64, ptr %10, align 8
  %423 = icmp eq i64 %421, %422
  br i1 %423, label %431, label %424

424:                                              ; preds = %399
  %425 = load ptr, ptr %401, align 8
  %426 = load i64, ptr %383, align 8
  %427 = sub i64 %400, %426
  %428 = getelementptr inbounds nuw i8, ptr %425, i64 %427
  %429 = call ptr @memcpy(ptr noundef %428, ptr noundef nonnull %11, i64 noundef 8)
  %430 = load i64, ptr %11, align 8
  call fastcc void @add_patch(ptr noundef nonnull %3, i64 noundef %54, i64 noundef %400, i64 noundef %430, i64 noundef 8)
  br label %431

431:                                              ; preds = %399, %424
  call void @llvm.lifetime.end.p0(ptr nonnull %11)
  call void @llvm.lifetime.end.p0(ptr nonnull %10)
  br label %432

432:                                              ; preds = %390, %396, %379, %385, %431
  %433 = add nuw i64 %380, 1
  %434 = load i64, ptr %373, align 8
  %435 = icmp ult i64 %433, %434
  br i1 %435, label %379, label %436

436:                                              ; preds = %432, %372, %368
  %437 = load i64, ptr %353, align 8
  %438 = icmp eq i64 %437, 0
  br i1 %438, label %441, label %439

439:                                              ; preds = %436
  call fastcc void @change_locals(ptr noundef nonnull %3, i64 noundef %54)
  br label %441

440:                                              ; preds = %351
  call fastcc void @replay_patches(ptr noundef nonnull %3, ptr noundef nonnull %37, i64 noundef %54)
  br label %441

441:                                              ; preds = %436, %439, %440
  %442 = getelementptr inbounds nuw i8, ptr %3, i64 2000
  %443 = load i64, ptr %442, align 8
  %444 = load i64, ptr %101, align 8
  %445 = getelementptr inbounds nuw i8, ptr %19, i64 2592
  %446 = load i64, ptr %445, align 8
  %447 = add i64 %446, %444
  call fastcc void @destroy(ptr noundef nonnull %3, i64 noundef %443, i64 noundef %447)
  %448 = load ptr, ptr %34, align 8
  %449 = icmp ne ptr %448, null
  %450 = select i1 %449, i1 %80, i1 false
  br i1 %450, label %451, label %480

451:                                              ; preds = %441
  call void @llvm.lifetime.start.p0(ptr nonnull %12)
  %452 = getelementptr inbounds nuw i8, ptr %343, i64 864
  %453 = getelementptr inbounds nuw i8, ptr %343, i64 1528
  %454 = load i64, ptr %453, align 8
  br label %459

455:                                              ; preds = %459
  %456 = getelementptr inbounds nuw i8, ptr %19, i64 3136
  %457 = load i64, ptr %456, align 8
  %458 = icmp eq i64 %457, 1
  br i1 %458, label %467, label %476

459:                                              ; preds = %451, %459
  %460 = phi i64 [ 0, %451 ], [ %465, %459 ]
  %461 = getelementptr inbounds nuw i64, ptr %452, i64 %460
  %462 = load i64, ptr %461, align 8
  %463 = call fastcc i64 @relocated(ptr noundef nonnull %3, ptr noundef nonnull %343, i64 noundef %462, i64 noundef %454)
  %464 = getelementptr inbounds nuw i64, ptr %12, i64 %460
  store i64 %463, ptr %464, align 8
  %465 = add nuw nsw i64 %460, 1
  %466 = icmp eq i64 %465, 18
  br i1 %466, label %455, label %459

467:                                              ; preds = %455
  %468 = load i64, ptr %452, align 8
  %469 = call fastcc i32 @in_frame(ptr noundef %37, i64 noundef %468)
  %470 = icmp eq i32 %469, 0
  br i1 %470, label %476, label %471

471:                                              ; preds = %467
  %472 = getelementptr inbounds nuw i8, ptr %19, i64 3144
  %473 = load i64, ptr %472, align 8
  %474 = getelementptr inbounds nuw i64, ptr %82, i64 %473
  %475 = load i64, ptr %474, align 8
  store i64 %475, ptr %12, align 16
  br label %476

476:                                              ; preds = %471, %467, %455
  %477 = getelementptr inbounds nuw i8, ptr %343, i64 1008
  %478 = getelementptr inbounds nuw i8, ptr %343, i64 1520
  %479 = load i64, ptr %478, align 8
  call fastcc void @leave_call(ptr noundef nonnull %3, ptr noundef nonnull %12, ptr noundef nonnull %477, i64 noundef %479)
  call void @llvm.lifetime.end.p0(ptr nonnull %12)
  br label %485

480:                                              ; preds = %441
  %481 = getelementptr inbounds nuw i8, ptr %343, i64 864
  %482 = getelementptr inbounds nuw i8, ptr %343, i64 1008
  %483 = getelementptr inbounds nuw i8, ptr %343, i64 1520
  %484 = load i64, ptr %483, align 8
  call fastcc void @leave_call(ptr noundef nonnull %3, ptr noundef nonnull %481, ptr noundef nonnull %482, i64 noundef %484)
  br label %485

485:                                              ; preds = %310, %228, %259, %271, %333, %317, %476, %480, %241, %339, %237
  call void @llvm.lifetime.end.p0(ptr nonnull %9)
  br label %486

486:                                              ; preds = %485, %161, %114
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %487

487:                                              ; preds = %67, %486, %4, %32
  ret void
}

; Function Attrs: optsize
declare ptr @memcpy(ptr noundef, ptr noundef, i64 noundef) local_unnamed_addr

; Function Attrs: noinline nounwind optsize
define internal fastcc void @block_copy(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, ptr noundef readonly captures(none) %2) unnamed_addr {
  %4 = load i64, ptr %2, align 8
  %5 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %8 = load i64, ptr %7, align 8
  %9 = icmp ugt i64 %8, 1048576
  br i1 %9, label %10, label %12

10:                                               ; preds = %3
  %11 = add i64 %8, %4
  tail call fastcc void @stop(ptr noundef %0, i64 noundef 3, i64 noundef %11, i64 noundef 1)
  br label %201

12:                                               ; preds = %3
  %13 = lshr i64 %8, 3
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 1944
  %15 = load i64, ptr %14, align 8
  %16 = add i64 %15, %13
  store i64 %16, ptr %14, align 8
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %18 = load i64, ptr %17, align 8
  %19 = icmp ne i64 %18, 0
  %20 = icmp ne i64 %8, 0
  %21 = and i1 %20, %19
  br i1 %21, label %22, label %38

22:                                               ; preds = %12
  %23 = tail call fastcc i32 @in_frame(ptr noundef nonnull %0, i64 noundef %4)
  %24 = icmp eq i32 %23, 0
  br i1 %24, label %28, label %25

25:                                               ; preds = %22
  %26 = tail call fastcc i32 @leaves_local(ptr noundef nonnull %0, i64 noundef %4, i64 noundef %8)
  %27 = icmp eq i32 %26, 0
  br i1 %27, label %28, label %37

28:                                               ; preds = %25, %22
  %29 = load i64, ptr %1, align 8
  %30 = icmp eq i64 %29, 2
  br i1 %30, label %40, label %31

31:                                               ; preds = %28
  %32 = tail call fastcc i32 @in_frame(ptr noundef nonnull %0, i64 noundef %6)
  %33 = icmp eq i32 %32, 0
  br i1 %33, label %40, label %34

34:                                               ; preds = %31
  %35 = tail call fastcc i32 @leaves_local(ptr noundef nonnull %0, i64 noundef %6, i64 noundef %8)
  %36 = icmp eq i32 %35, 0
  br i1 %36, label %40, label %37

37:                                               ; preds = %34, %25
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 3, i64 noundef %4, i64 noundef %8)
  br label %201

38:                                               ; preds = %12
  %39 = icmp eq i64 %8, 0
  br i1 %39, label %201, label %40

40:                                               ; preds = %28, %31, %34, %38
  %41 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %42 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %43 = getelementptr inbounds nuw i8, ptr %0, i64 2008
  br label %44

44:                                               ; preds = %40, %67
  %45 = phi i64 [ 0, %40 ], [ %68, %67 ]
  %46 = load i64, ptr %1, align 8
  %47 = icmp eq i64 %46, 2
  br i1 %47, label %70, label %48

48:                                               ; preds = %44
  %49 = sub nsw i64 %8, %45
  %50 = icmp ult i64 %49, 8
  %51 = select i1 %50, i64 1, i64 8
  %52 = add i64 %45, %6
  %53 = load i64, ptr %41, align 8
  %54 = icmp ult i64 %52, %53
  br i1 %54, label %64, label %55

55:                                               ; preds = %48
  %56 = load i64, ptr %42, align 8
  %57 = icmp ult i64 %52, %56
  br i1 %57, label %58, label %64

58:                                               ; preds = %55
  %59 = load i64, ptr %43, align 8
  %60 = icmp ult i64 %52, %59
  br i1 %60, label %61, label %63

61:                                               ; preds = %58
  %62 = sub i64 %52, %59
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 6, i64 noundef %62, i64 noundef %51)
  br label %63

63:                                               ; preds = %61, %58
  tail call fastcc void @frame_access(ptr noundef nonnull %0, i64 noundef %52, i64 noundef %51, i32 noundef 0)
  br label %67

64:                                               ; preds = %55, %48
  %65 = tail call fastcc i32 @outside_frame(ptr noundef nonnull %0, i64 noundef %52, i64 noundef %51, i32 noundef 0)
  %66 = icmp eq i32 %65, 0
  br i1 %66, label %201, label %67

67:                                               ; preds = %64, %63
  %68 = add i64 %51, %45
  %69 = icmp ult i64 %68, %8
  br i1 %69, label %44, label %70

70:                                               ; preds = %44, %67
  %71 = load i64, ptr %1, align 8
  %72 = icmp eq i64 %71, 3
  %73 = and i1 %20, %72
  %74 = icmp ne i64 %4, %6
  %75 = select i1 %73, i1 %74, i1 false
  br i1 %75, label %76, label %82

76:                                               ; preds = %70
  %77 = mul nsw i64 %8, -2
  %78 = add i64 %4, %8
  %79 = sub i64 %6, %78
  %80 = icmp ugt i64 %79, %77
  br i1 %80, label %81, label %82

81:                                               ; preds = %76
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 22, i64 noundef %4, i64 noundef %8)
  br label %201

82:                                               ; preds = %70, %76
  %83 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %84 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %85 = getelementptr inbounds nuw i8, ptr %0, i64 2008
  %86 = getelementptr inbounds nuw i8, ptr %0, i64 2000
  %87 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  br label %88

88:                                               ; preds = %82, %115
  %89 = phi i64 [ 0, %82 ], [ %116, %115 ]
  %90 = sub nuw nsw i64 %8, %89
  %91 = icmp ult i64 %90, 8
  %92 = select i1 %91, i64 1, i64 8
  %93 = add i64 %89, %4
  %94 = load i64, ptr %83, align 8
  %95 = icmp ult i64 %93, %94
  br i1 %95, label %112, label %96

96:                                               ; preds = %88
  %97 = load i64, ptr %84, align 8
  %98 = icmp ult i64 %93, %97
  br i1 %98, label %99, label %112

99:                                               ; preds = %96
  %100 = load i64, ptr %85, align 8
  %101 = icmp ult i64 %93, %100
  br i1 %101, label %102, label %104

102:                                              ; preds = %99
  %103 = sub i64 %93, %100
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 6, i64 noundef %103, i64 noundef %92)
  br label %104

104:                                              ; preds = %102, %99
  %105 = load i64, ptr %86, align 8
  %106 = icmp ult i64 %93, %105
  br i1 %106, label %107, label %108

107:                                              ; preds = %104
  store i64 %93, ptr %86, align 8
  br label %108

108:                                              ; preds = %107, %104
  %109 = load ptr, ptr %87, align 8
  %110 = icmp ne ptr %109, null
  %111 = zext i1 %110 to i32
  tail call fastcc void @frame_access(ptr noundef nonnull %0, i64 noundef %93, i64 noundef %92, i32 noundef %111)
  br label %115

112:                                              ; preds = %96, %88
  %113 = tail call fastcc i32 @outside_frame(ptr noundef nonnull %0, i64 noundef %93, i64 noundef %92, i32 noundef 1)
  %114 = icmp eq i32 %113, 0
  br i1 %114, label %201, label %115

115:                                              ; preds = %108, %112
  %116 = add i64 %92, %89
  %117 = icmp ult i64 %116, %8
  br i1 %117, label %88, label %118

118:                                              ; preds = %115
  br i1 %20, label %119, label %201

119:                                              ; preds = %118
  %120 = getelementptr inbounds nuw i8, ptr %0, i64 1952
  %121 = load i64, ptr %120, align 8
  %122 = icmp eq i64 %121, 0
  br i1 %122, label %123, label %201

123:                                              ; preds = %119
  %124 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %125 = load ptr, ptr %124, align 8
  %126 = icmp eq ptr %125, null
  br i1 %126, label %151, label %127

127:                                              ; preds = %123
  %128 = tail call fastcc i32 @in_frame(ptr noundef nonnull %0, i64 noundef %4)
  %129 = icmp eq i32 %128, 0
  br i1 %129, label %151, label %130

130:                                              ; preds = %127
  %131 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %132 = load i64, ptr %131, align 8
  %133 = sub i64 %4, %132
  %134 = getelementptr inbounds nuw i8, ptr %125, i64 %133
  %135 = load i64, ptr %1, align 8
  %136 = icmp eq i64 %135, 2
  br i1 %136, label %144, label %137

137:                                              ; preds = %130
  %138 = tail call fastcc i32 @in_frame(ptr noundef nonnull %0, i64 noundef %6)
  %139 = icmp eq i32 %138, 0
  br i1 %139, label %144, label %140

140:                                              ; preds = %137
  %141 = sub i64 %6, %132
  %142 = getelementptr inbounds nuw i8, ptr %125, i64 %141
  %143 = tail call ptr @memmove(ptr noundef nonnull %134, ptr noundef nonnull %142, i64 noundef %8)
  br label %146

144:                                              ; preds = %137, %130
  %145 = tail call ptr @memset(ptr noundef nonnull %134, i32 noundef 1, i64 noundef %8)
  br label %146

146:                                              ; preds = %144, %140
  %147 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %148 = load i64, ptr %147, align 8
  %149 = icmp eq i64 %148, 0
  br i1 %149, label %151, label %150

150:                                              ; preds = %146
  tail call fastcc void @shared_write(ptr noundef nonnull %0, i64 noundef %4, i64 noundef %8)
  br label %151

151:                                              ; preds = %146, %150, %127, %123
  %152 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %153 = load i64, ptr %152, align 8
  %154 = icmp ult i64 %4, %153
  br i1 %154, label %162, label %155

155:                                              ; preds = %151
  %156 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %157 = load i64, ptr %156, align 8
  %158 = icmp ult i64 %4, %157
  br i1 %158, label %159, label %162

159:                                              ; preds = %155
  %160 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %161 = load ptr, ptr %160, align 8
  br label %168

162:                                              ; preds = %155, %151
  %163 = tail call fastcc ptr @region_of(ptr noundef nonnull %0, i64 noundef %4)
  %164 = getelementptr inbounds nuw i8, ptr %163, i64 16
  %165 = load ptr, ptr %164, align 8
  %166 = tail call fastcc ptr @region_of(ptr noundef nonnull %0, i64 noundef %4)
  %167 = load i64, ptr %166, align 8
  br label %168

168:                                              ; preds = %162, %159
  %169 = phi i64 [ %167, %162 ], [ %153, %159 ]
  %170 = phi ptr [ %165, %162 ], [ %161, %159 ]
  %171 = sub i64 %4, %169
  %172 = getelementptr inbounds nuw i8, ptr %170, i64 %171
  %173 = load i64, ptr %1, align 8
  %174 = icmp eq i64 %173, 2
  br i1 %174, label %197, label %175

175:                                              ; preds = %168
  %176 = load i64, ptr %152, align 8
  %177 = icmp ult i64 %6, %176
  br i1 %177, label %185, label %178

178:                                              ; preds = %175
  %179 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %180 = load i64, ptr %179, align 8
  %181 = icmp ult i64 %6, %180
  br i1 %181, label %182, label %185

182:                                              ; preds = %178
  %183 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %184 = load ptr, ptr %183, align 8
  br label %191

185:                                              ; preds = %178, %175
  %186 = tail call fastcc ptr @region_of(ptr noundef nonnull %0, i64 noundef %6)
  %187 = getelementptr inbounds nuw i8, ptr %186, i64 16
  %188 = load ptr, ptr %187, align 8
  %189 = tail call fastcc ptr @region_of(ptr noundef nonnull %0, i64 noundef %6)
  %190 = load i64, ptr %189, align 8
  br label %191

191:                                              ; preds = %185, %182
  %192 = phi i64 [ %190, %185 ], [ %176, %182 ]
  %193 = phi ptr [ %188, %185 ], [ %184, %182 ]
  %194 = sub i64 %6, %192
  %195 = getelementptr inbounds nuw i8, ptr %193, i64 %194
  %196 = tail call ptr @memmove(ptr noundef %172, ptr noundef %195, i64 noundef %8)
  br label %201

197:                                              ; preds = %168
  %198 = trunc i64 %6 to i32
  %199 = and i32 %198, 255
  %200 = tail call ptr @memset(ptr noundef %172, i32 noundef %199, i64 noundef %8)
  br label %201

201:                                              ; preds = %64, %112, %38, %119, %118, %197, %191, %81, %37, %10
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @leave_call(ptr noundef readonly captures(none) %0, ptr noundef %1, ptr noundef %2, i64 noundef %3) unnamed_addr {
  %5 = alloca i64, align 8
  %6 = alloca [64 x ptr], align 16
  %7 = alloca [64 x i32], align 16
  %8 = alloca [16 x i64], align 16
  store i64 %3, ptr %5, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  %9 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  br label %10

10:                                               ; preds = %4, %10
  %11 = phi i64 [ 0, %4 ], [ %16, %10 ]
  %12 = getelementptr inbounds nuw i32, ptr %9, i64 %11
  %13 = load i32, ptr %12, align 4
  %14 = getelementptr inbounds nuw i32, ptr %7, i64 %11
  store i32 %13, ptr %14, align 4
  %15 = getelementptr inbounds nuw i64, ptr %1, i64 %11
  %16 = add nuw nsw i64 %11, 1
  %17 = getelementptr inbounds nuw ptr, ptr %6, i64 %11
  store ptr %15, ptr %17, align 8
  %18 = icmp eq i64 %16, 18
  br i1 %18, label %27, label %10

19:                                               ; preds = %49
  %20 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 40), align 8
  %21 = trunc i64 %20 to i32
  %22 = getelementptr inbounds nuw i8, ptr %7, i64 200
  store i32 %21, ptr %22, align 8
  %23 = getelementptr inbounds nuw i8, ptr %6, i64 400
  store ptr %5, ptr %23, align 16
  %24 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 32), align 8
  %25 = load ptr, ptr %0, align 8
  %26 = call i32 %24(ptr noundef %25, ptr noundef nonnull %7, ptr noundef nonnull %6, i32 noundef 51)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  ret void

27:                                               ; preds = %10, %49
  %28 = phi i64 [ %55, %49 ], [ 18, %10 ]
  %29 = phi i64 [ %57, %49 ], [ 0, %10 ]
  %30 = and i64 %29, 24
  %31 = icmp eq i64 %30, 8
  br i1 %31, label %32, label %46

32:                                               ; preds = %27
  %33 = shl nuw nsw i64 %29, 1
  %34 = getelementptr inbounds nuw i64, ptr %2, i64 %33
  %35 = getelementptr inbounds nuw i8, ptr %34, i64 8
  %36 = load i64, ptr %35, align 8
  %37 = getelementptr i64, ptr %8, i64 %33
  %38 = getelementptr i8, ptr %37, i64 -120
  store i64 %36, ptr %38, align 8
  %39 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %40 = load ptr, ptr %0, align 8
  %41 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 88), align 8
  %42 = getelementptr inbounds nuw i32, ptr %41, i64 %29
  %43 = load i32, ptr %42, align 4
  %44 = getelementptr i8, ptr %37, i64 -128
  %45 = call i32 %39(ptr noundef %40, i32 noundef %43, ptr noundef %44)
  br label %49

46:                                               ; preds = %27
  %47 = shl nuw nsw i64 %29, 4
  %48 = getelementptr inbounds nuw i8, ptr %2, i64 %47
  br label %49

49:                                               ; preds = %46, %32
  %50 = phi ptr [ %44, %32 ], [ %48, %46 ]
  %51 = getelementptr inbounds nuw ptr, ptr %6, i64 %28
  store ptr %50, ptr %51, align 8
  %52 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 80), align 8
  %53 = getelementptr inbounds nuw i32, ptr %52, i64 %29
  %54 = load i32, ptr %53, align 4
  %55 = add nuw nsw i64 %28, 1
  %56 = getelementptr inbounds nuw i32, ptr %7, i64 %28
  store i32 %54, ptr %56, align 4
  %57 = add nuw nsw i64 %29, 1
  %58 = icmp eq i64 %57, 32
  br i1 %58, label %19, label %27
}

; Function Attrs: noinline nounwind optsize
define internal fastcc i64 @mask_of(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, ptr noundef %2, ptr noundef nonnull writeonly captures(none) %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %1, i64 2600
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %9

8:                                                ; preds = %4
  store i64 2, ptr %3, align 8
  br label %17

9:                                                ; preds = %4
  %10 = getelementptr inbounds nuw i8, ptr %1, i64 2608
  br label %20

11:                                               ; preds = %38
  %12 = icmp eq i64 %40, %41
  %13 = icmp ne i64 %41, 0
  %14 = zext i1 %13 to i64
  %15 = select i1 %12, i64 2, i64 %14
  store i64 %15, ptr %3, align 8
  %16 = icmp eq i64 %40, 0
  br i1 %16, label %17, label %18

17:                                               ; preds = %8, %11
  br label %18

18:                                               ; preds = %11, %17
  %19 = phi i64 [ -1, %17 ], [ %39, %11 ]
  ret i64 %19

20:                                               ; preds = %9, %38
  %21 = phi i64 [ 0, %9 ], [ %42, %38 ]
  %22 = phi i64 [ 0, %9 ], [ %41, %38 ]
  %23 = phi i64 [ 0, %9 ], [ %40, %38 ]
  %24 = phi i64 [ 0, %9 ], [ %39, %38 ]
  %25 = load ptr, ptr %10, align 8
  %26 = getelementptr inbounds nuw %struct.variant, ptr %25, i64 %21
  %27 = tail call fastcc i32 @may_be(ptr noundef %0, ptr noundef %26, ptr noundef %2)
  %28 = icmp eq i32 %27, 0
  br i1 %28, label %38, label %29

29:                                               ; preds = %20
  %30 = load ptr, ptr %10, align 8
  %31 = getelementptr inbounds nuw %struct.variant, ptr %30, i64 %21
  %32 = load i64, ptr %31, align 8
  %33 = or i64 %32, %24
  %34 = getelementptr inbounds nuw i8, ptr %31, i64 8
  %35 = load i64, ptr %34, align 8
  %36 = add i64 %35, %22
  %37 = add i64 %23, 1
  br label %38

38:                                               ; preds = %20, %29
  %39 = phi i64 [ %33, %29 ], [ %24, %20 ]
  %40 = phi i64 [ %37, %29 ], [ %23, %20 ]
  %41 = phi i64 [ %36, %29 ], [ %22, %20 ]
  %42 = add nuw i64 %21, 1
  %43 = load i64, ptr %5, align 8
  %44 = icmp ult i64 %42, %43
  br i1 %44, label %20, label %11
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @in_frame(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %4 = load i64, ptr %3, align 8
  %5 = sub i64 %1, %4
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %7 = load i64, ptr %6, align 8
  %8 = sub i64 %7, %4
  %9 = icmp ult i64 %5, %8
  %10 = zext i1 %9 to i32
  ret i32 %10
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @leads_into_frame(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = alloca i64, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %66, label %8

8:                                                ; preds = %1
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %12 = sub i64 %10, %4
  br label %13

13:                                               ; preds = %8, %61
  %14 = phi i64 [ %6, %8 ], [ %62, %61 ]
  %15 = phi i64 [ 0, %8 ], [ %63, %61 ]
  %16 = load ptr, ptr %11, align 8
  %17 = getelementptr inbounds nuw %struct.region, ptr %16, i64 %15
  %18 = getelementptr inbounds nuw i8, ptr %17, i64 64
  %19 = load i64, ptr %18, align 8
  %20 = and i64 %19, 5
  %21 = icmp eq i64 %20, 0
  br i1 %21, label %22, label %61

22:                                               ; preds = %13
  %23 = getelementptr inbounds nuw i8, ptr %17, i64 8
  %24 = load i64, ptr %23, align 8
  %25 = load i64, ptr %17, align 8
  %26 = sub i64 %24, %25
  %27 = sub i64 0, %25
  %28 = and i64 %27, 7
  %29 = or disjoint i64 %28, 8
  %30 = icmp ugt i64 %29, %26
  br i1 %30, label %61, label %31

31:                                               ; preds = %22
  %32 = getelementptr inbounds nuw i8, ptr %17, i64 48
  %33 = getelementptr inbounds nuw i8, ptr %17, i64 16
  br label %34

34:                                               ; preds = %31, %54
  %35 = phi i64 [ %28, %31 ], [ %56, %54 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %36 = load i64, ptr %18, align 8
  %37 = and i64 %36, 2
  %38 = icmp eq i64 %37, 0
  br i1 %38, label %47, label %39

39:                                               ; preds = %34
  %40 = load ptr, ptr %32, align 8
  %41 = lshr i64 %35, 12
  %42 = getelementptr inbounds nuw i8, ptr %40, i64 %41
  %43 = load i8, ptr %42, align 1
  %44 = icmp eq i8 %43, 0
  br i1 %44, label %45, label %47

45:                                               ; preds = %39
  %46 = or i64 %35, 4088
  br label %54

47:                                               ; preds = %39, %34
  %48 = load ptr, ptr %33, align 8
  %49 = getelementptr inbounds nuw i8, ptr %48, i64 %35
  %50 = call ptr @memcpy(ptr noundef nonnull %2, ptr noundef %49, i64 noundef 8)
  %51 = load i64, ptr %2, align 8
  %52 = sub i64 %51, %4
  %53 = icmp ult i64 %52, %12
  br i1 %53, label %65, label %54

54:                                               ; preds = %47, %45
  %55 = phi i64 [ %46, %45 ], [ %35, %47 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  %56 = add i64 %55, 8
  %57 = add i64 %55, 16
  %58 = icmp ugt i64 %57, %26
  br i1 %58, label %59, label %34

59:                                               ; preds = %54
  %60 = load i64, ptr %5, align 8
  br label %61

61:                                               ; preds = %59, %22, %13
  %62 = phi i64 [ %60, %59 ], [ %14, %22 ], [ %14, %13 ]
  %63 = add nuw i64 %15, 1
  %64 = icmp ult i64 %63, %62
  br i1 %64, label %13, label %66

65:                                               ; preds = %47
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %66

66:                                               ; preds = %61, %1, %65
  %67 = phi i32 [ 1, %65 ], [ 0, %1 ], [ 0, %61 ]
  ret i32 %67
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @reach_locals(ptr noundef %0, ptr noundef readonly captures(none) %1, ptr noundef initializes((1528, 1560), (4120, 4128)) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %2, i64 1552
  store i64 0, ptr %4, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %2, i64 1544
  store i64 %6, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %2, i64 1536
  store i64 %6, ptr %8, align 8
  %9 = getelementptr inbounds nuw i8, ptr %2, i64 1528
  store i64 %6, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2384
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds nuw i8, ptr %2, i64 4120
  store i64 %11, ptr %12, align 8
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %14 = load i64, ptr %13, align 8
  %15 = icmp eq i64 %14, 0
  br i1 %15, label %62, label %16

16:                                               ; preds = %3
  %17 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %18 = getelementptr inbounds nuw i8, ptr %2, i64 776
  %19 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %20 = getelementptr inbounds nuw i8, ptr %2, i64 856
  br label %21

21:                                               ; preds = %16, %58
  %22 = phi i64 [ %14, %16 ], [ %59, %58 ]
  %23 = phi i64 [ 0, %16 ], [ %60, %58 ]
  %24 = getelementptr inbounds nuw %struct.argument, ptr %17, i64 %23
  %25 = load i64, ptr %24, align 8
  switch i64 %25, label %38 [
    i64 0, label %26
    i64 2, label %31
  ]

26:                                               ; preds = %21
  %27 = getelementptr inbounds nuw i8, ptr %24, i64 8
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds nuw i64, ptr %19, i64 %28
  %30 = load i64, ptr %29, align 8
  br label %38

31:                                               ; preds = %21
  %32 = getelementptr inbounds nuw i8, ptr %24, i64 8
  %33 = load i64, ptr %32, align 8
  %34 = lshr i64 %33, 3
  %35 = and i64 %34, 7
  %36 = getelementptr inbounds nuw i64, ptr %18, i64 %35
  %37 = load i64, ptr %36, align 8
  br label %38

38:                                               ; preds = %21, %31, %26
  %39 = phi i64 [ %30, %26 ], [ %37, %31 ], [ 0, %21 ]
  %40 = load i64, ptr %20, align 8
  %41 = shl nuw i64 1, %23
  %42 = and i64 %40, %41
  %43 = icmp eq i64 %42, 0
  br i1 %43, label %58, label %44

44:                                               ; preds = %38
  %45 = getelementptr inbounds nuw i8, ptr %24, i64 16
  %46 = load i64, ptr %45, align 8
  %47 = icmp eq i64 %46, 64
  br i1 %47, label %48, label %58

48:                                               ; preds = %44
  %49 = tail call fastcc i32 @in_frame(ptr noundef %0, i64 noundef %39)
  %50 = icmp eq i32 %49, 0
  br i1 %50, label %58, label %51

51:                                               ; preds = %48
  %52 = getelementptr inbounds nuw i8, ptr %24, i64 32
  %53 = load i64, ptr %52, align 8
  %54 = tail call fastcc i32 @add_root(ptr noundef %0, ptr noundef nonnull %2, i64 noundef 0, i64 noundef %23, i64 noundef 0, i64 noundef %39, i64 noundef %53)
  %55 = icmp eq i32 %54, 0
  br i1 %55, label %171, label %56

56:                                               ; preds = %51
  %57 = load i64, ptr %13, align 8
  br label %58

58:                                               ; preds = %56, %48, %44, %38
  %59 = phi i64 [ %57, %56 ], [ %22, %48 ], [ %22, %44 ], [ %22, %38 ]
  %60 = add nuw i64 %23, 1
  %61 = icmp ult i64 %60, %59
  br i1 %61, label %21, label %62

62:                                               ; preds = %58, %3
  %63 = tail call fastcc i32 @memory_roots(ptr noundef %0, ptr noundef nonnull %2)
  %64 = icmp eq i32 %63, 0
  br i1 %64, label %171, label %65

65:                                               ; preds = %62
  %66 = load i64, ptr %9, align 8
  %67 = icmp eq i64 %66, 0
  %68 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %69 = load i64, ptr %68, align 8
  br i1 %67, label %84, label %78

70:                                               ; preds = %112
  %71 = load i64, ptr %9, align 8
  br label %72

72:                                               ; preds = %70, %78
  %73 = phi i64 [ %79, %78 ], [ %71, %70 ]
  %74 = phi i64 [ %80, %78 ], [ %113, %70 ]
  %75 = phi i64 [ 0, %78 ], [ %113, %70 ]
  %76 = phi i64 [ %82, %78 ], [ %114, %70 ]
  %77 = icmp eq i64 %76, %73
  br i1 %77, label %84, label %78

78:                                               ; preds = %65, %72
  %79 = phi i64 [ %73, %72 ], [ %66, %65 ]
  %80 = phi i64 [ %74, %72 ], [ %69, %65 ]
  %81 = phi i64 [ %75, %72 ], [ %69, %65 ]
  %82 = phi i64 [ %76, %72 ], [ 0, %65 ]
  %83 = icmp eq i64 %81, 0
  br i1 %83, label %72, label %96

84:                                               ; preds = %72, %65
  %85 = phi i64 [ %69, %65 ], [ %74, %72 ]
  %86 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %87 = icmp eq i64 %85, 0
  br i1 %87, label %166, label %88

88:                                               ; preds = %84
  %89 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %90 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %91 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %92 = getelementptr inbounds nuw i8, ptr %0, i64 2392
  %93 = getelementptr inbounds nuw i8, ptr %0, i64 2376
  %94 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %95 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  br label %117

96:                                               ; preds = %78, %112
  %97 = phi i64 [ %113, %112 ], [ %80, %78 ]
  %98 = phi i64 [ %115, %112 ], [ 0, %78 ]
  %99 = phi i64 [ %114, %112 ], [ %82, %78 ]
  %100 = load i64, ptr %9, align 8
  %101 = xor i64 %99, -1
  %102 = shl nuw i64 1, %98
  %103 = and i64 %100, %101
  %104 = and i64 %103, %102
  %105 = icmp eq i64 %104, 0
  br i1 %105, label %112, label %106

106:                                              ; preds = %96
  %107 = tail call fastcc i32 @local_roots(ptr noundef nonnull %0, ptr noundef nonnull %2, i64 noundef %98)
  %108 = icmp eq i32 %107, 0
  br i1 %108, label %171, label %109

109:                                              ; preds = %106
  %110 = or i64 %102, %99
  %111 = load i64, ptr %68, align 8
  br label %112

112:                                              ; preds = %109, %96
  %113 = phi i64 [ %111, %109 ], [ %97, %96 ]
  %114 = phi i64 [ %110, %109 ], [ %99, %96 ]
  %115 = add nuw i64 %98, 1
  %116 = icmp ult i64 %115, %113
  br i1 %116, label %96, label %70

117:                                              ; preds = %88, %162
  %118 = phi i64 [ %85, %88 ], [ %163, %162 ]
  %119 = phi i64 [ 0, %88 ], [ %164, %162 ]
  %120 = load i64, ptr %9, align 8
  %121 = shl nuw i64 1, %119
  %122 = and i64 %120, %121
  %123 = icmp eq i64 %122, 0
  br i1 %123, label %162, label %124

124:                                              ; preds = %117
  %125 = load ptr, ptr %89, align 8
  %126 = getelementptr inbounds nuw %struct.local, ptr %125, i64 %119
  %127 = getelementptr inbounds nuw i8, ptr %126, i64 8
  %128 = load i64, ptr %127, align 8
  %129 = getelementptr inbounds nuw i64, ptr %90, i64 %119
  %130 = load i64, ptr %129, align 8
  %131 = load i64, ptr %91, align 8
  %132 = sub i64 %130, %131
  %133 = load i64, ptr %10, align 8
  %134 = shl i64 %128, 1
  %135 = add i64 %133, %134
  %136 = load i64, ptr %92, align 8
  %137 = icmp ugt i64 %135, %136
  br i1 %137, label %138, label %139

138:                                              ; preds = %124
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %171

139:                                              ; preds = %124
  %140 = load ptr, ptr %93, align 8
  %141 = getelementptr inbounds nuw i8, ptr %140, i64 %133
  %142 = load ptr, ptr %94, align 8
  %143 = getelementptr inbounds nuw i8, ptr %142, i64 %132
  %144 = tail call ptr @memcpy(ptr noundef %141, ptr noundef %143, i64 noundef %128)
  %145 = icmp eq i64 %128, 0
  br i1 %145, label %158, label %146

146:                                              ; preds = %139
  %147 = getelementptr i8, ptr %141, i64 %128
  br label %148

148:                                              ; preds = %146, %148
  %149 = phi i64 [ 0, %146 ], [ %156, %148 ]
  %150 = load ptr, ptr %95, align 8
  %151 = getelementptr i8, ptr %150, i64 %132
  %152 = getelementptr i8, ptr %151, i64 %149
  %153 = load i8, ptr %152, align 1
  %154 = and i8 %153, 1
  %155 = getelementptr i8, ptr %147, i64 %149
  store i8 %154, ptr %155, align 1
  %156 = add nuw i64 %149, 1
  %157 = icmp eq i64 %156, %128
  br i1 %157, label %158, label %148

158:                                              ; preds = %148, %139
  %159 = load i64, ptr %10, align 8
  %160 = add i64 %159, %134
  store i64 %160, ptr %10, align 8
  %161 = load i64, ptr %86, align 8
  br label %162

162:                                              ; preds = %158, %117
  %163 = phi i64 [ %161, %158 ], [ %118, %117 ]
  %164 = add nuw i64 %119, 1
  %165 = icmp ult i64 %164, %163
  br i1 %165, label %117, label %166

166:                                              ; preds = %162, %84
  %167 = getelementptr inbounds nuw i8, ptr %2, i64 4128
  %168 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %169 = tail call ptr @memcpy(ptr noundef nonnull %167, ptr noundef nonnull %168, i64 noundef 512)
  %170 = load i64, ptr %8, align 8
  store i64 %170, ptr %5, align 8
  br label %171

171:                                              ; preds = %51, %106, %138, %62, %166
  %172 = phi i32 [ 1, %166 ], [ 0, %138 ], [ 0, %106 ], [ 0, %62 ], [ 0, %51 ]
  ret i32 %172
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @hash_memory(ptr noundef readonly captures(none) %0, ptr noundef captures(none) initializes((0, 16)) %1, ptr noundef readonly captures(address_is_null) %2) unnamed_addr {
  %4 = alloca [64 x i8], align 16
  %5 = alloca i64, align 8
  %6 = alloca [2 x i64], align 16
  %7 = alloca [2 x i64], align 16
  %8 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %8, align 8
  store i64 0, ptr %1, align 8
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %10 = load i64, ptr %9, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %18, label %12

12:                                               ; preds = %3
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 2152
  %15 = icmp eq ptr %2, null
  %16 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %17 = getelementptr inbounds nuw i8, ptr %7, i64 8
  br label %19

18:                                               ; preds = %127, %3
  ret void

19:                                               ; preds = %12, %127
  %20 = phi i64 [ %10, %12 ], [ %128, %127 ]
  %21 = phi i64 [ 0, %12 ], [ %129, %127 ]
  %22 = load ptr, ptr %13, align 8
  %23 = getelementptr inbounds nuw %struct.region, ptr %22, i64 %21
  %24 = getelementptr inbounds nuw i8, ptr %23, i64 64
  %25 = load i64, ptr %24, align 8
  %26 = and i64 %25, 5
  %27 = icmp eq i64 %26, 0
  br i1 %27, label %28, label %127

28:                                               ; preds = %19
  %29 = getelementptr inbounds nuw i8, ptr %23, i64 8
  %30 = load i64, ptr %29, align 8
  %31 = load i64, ptr %23, align 8
  %32 = sub i64 %30, %31
  %33 = call fastcc i64 @start_there(ptr noundef nonnull %0, ptr noundef nonnull %23)
  %34 = icmp eq i64 %30, %31
  br i1 %34, label %127, label %35

35:                                               ; preds = %28
  %36 = getelementptr inbounds nuw i8, ptr %23, i64 48
  %37 = getelementptr inbounds nuw i8, ptr %23, i64 16
  %38 = getelementptr inbounds nuw i8, ptr %23, i64 32
  br label %39

39:                                               ; preds = %35, %121
  %40 = phi i64 [ 0, %35 ], [ %123, %121 ]
  %41 = sub nuw i64 %32, %40
  %42 = call i64 @llvm.umin.i64(i64 %41, i64 64)
  %43 = load i64, ptr %24, align 8
  %44 = and i64 %43, 2
  %45 = icmp eq i64 %44, 0
  br i1 %45, label %54, label %46

46:                                               ; preds = %39
  %47 = load ptr, ptr %36, align 8
  %48 = lshr i64 %40, 12
  %49 = getelementptr inbounds nuw i8, ptr %47, i64 %48
  %50 = load i8, ptr %49, align 1
  %51 = icmp eq i8 %50, 0
  br i1 %51, label %52, label %54

52:                                               ; preds = %46
  %53 = or i64 %40, 4032
  br label %121

54:                                               ; preds = %46, %39
  %55 = load ptr, ptr %37, align 8
  %56 = getelementptr inbounds nuw i8, ptr %55, i64 %40
  %57 = load ptr, ptr %38, align 8
  %58 = getelementptr inbounds nuw i8, ptr %57, i64 %40
  %59 = call i32 @memcmp(ptr noundef %56, ptr noundef %58, i64 noundef %42)
  %60 = icmp eq i32 %59, 0
  br i1 %60, label %121, label %61

61:                                               ; preds = %54
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %62 = load ptr, ptr %37, align 8
  %63 = getelementptr inbounds nuw i8, ptr %62, i64 %40
  %64 = call ptr @memcpy(ptr noundef nonnull %4, ptr noundef %63, i64 noundef %42)
  %65 = load i64, ptr %14, align 8
  %66 = icmp eq i64 %65, 0
  br i1 %66, label %84, label %67

67:                                               ; preds = %61
  %68 = load i64, ptr %23, align 8
  %69 = add i64 %40, %68
  %70 = sub i64 0, %69
  %71 = and i64 %70, 7
  %72 = or disjoint i64 %71, 8
  %73 = icmp samesign ugt i64 %72, %42
  br i1 %73, label %84, label %74

74:                                               ; preds = %67, %74
  %75 = phi i64 [ %82, %74 ], [ %72, %67 ]
  %76 = phi i64 [ %75, %74 ], [ %71, %67 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %77 = getelementptr inbounds nuw i8, ptr %4, i64 %76
  %78 = call ptr @memcpy(ptr noundef nonnull %5, ptr noundef nonnull %77, i64 noundef 8)
  %79 = load i64, ptr %5, align 8
  %80 = call fastcc i64 @translated(ptr noundef nonnull %0, i64 noundef %79)
  store i64 %80, ptr %5, align 8
  %81 = call ptr @memcpy(ptr noundef nonnull %77, ptr noundef nonnull %5, i64 noundef 8)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  %82 = add nuw nsw i64 %75, 8
  %83 = icmp samesign ugt i64 %82, %42
  br i1 %83, label %84, label %74

84:                                               ; preds = %74, %67, %61
  %85 = icmp eq i64 %32, %40
  br i1 %85, label %88, label %86

86:                                               ; preds = %84
  %87 = add i64 %40, %33
  br label %89

88:                                               ; preds = %117, %84
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %121

89:                                               ; preds = %86, %117
  %90 = phi i64 [ 0, %86 ], [ %119, %117 ]
  br i1 %15, label %100, label %91

91:                                               ; preds = %89
  %92 = add i64 %87, %90
  %93 = and i64 %92, 7
  %94 = icmp eq i64 %93, 0
  br i1 %94, label %95, label %100

95:                                               ; preds = %91
  %96 = call fastcc i32 @is_root(ptr noundef %2, i64 noundef %92)
  %97 = icmp eq i32 %96, 0
  br i1 %97, label %100, label %98

98:                                               ; preds = %95
  %99 = add i64 %90, 7
  br label %117

100:                                              ; preds = %95, %91, %89
  %101 = getelementptr inbounds nuw i8, ptr %4, i64 %90
  %102 = load i8, ptr %101, align 1
  %103 = load ptr, ptr %38, align 8
  %104 = getelementptr i8, ptr %103, i64 %40
  %105 = getelementptr i8, ptr %104, i64 %90
  %106 = load i8, ptr %105, align 1
  %107 = icmp eq i8 %102, %106
  br i1 %107, label %117, label %108

108:                                              ; preds = %100
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %109 = add i64 %87, %90
  store i64 %109, ptr %6, align 16
  %110 = zext i8 %102 to i64
  store i64 %110, ptr %16, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 16 dereferenceable(16) %7, ptr noundef nonnull align 16 dereferenceable(16) @__const.hash_memory.one, i64 16, i1 false)
  call fastcc void @mix(ptr noundef %7, ptr noundef %6)
  %111 = load i64, ptr %7, align 16
  %112 = load i64, ptr %1, align 8
  %113 = add i64 %112, %111
  store i64 %113, ptr %1, align 8
  %114 = load i64, ptr %17, align 8
  %115 = load i64, ptr %8, align 8
  %116 = xor i64 %115, %114
  store i64 %116, ptr %8, align 8
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %117

117:                                              ; preds = %108, %100, %98
  %118 = phi i64 [ %99, %98 ], [ %90, %100 ], [ %90, %108 ]
  %119 = add i64 %118, 1
  %120 = icmp ult i64 %119, %42
  br i1 %120, label %89, label %88

121:                                              ; preds = %54, %88, %52
  %122 = phi i64 [ %53, %52 ], [ %40, %88 ], [ %40, %54 ]
  %123 = add i64 %122, 64
  %124 = icmp ult i64 %123, %32
  br i1 %124, label %39, label %125

125:                                              ; preds = %121
  %126 = load i64, ptr %9, align 8
  br label %127

127:                                              ; preds = %125, %28, %19
  %128 = phi i64 [ %126, %125 ], [ %20, %28 ], [ %20, %19 ]
  %129 = add nuw i64 %21, 1
  %130 = icmp ult i64 %129, %128
  br i1 %130, label %19, label %18
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @same_argument(ptr noundef readonly captures(none) %0, ptr noundef %1, ptr noundef %2, ptr noundef readonly captures(none) %3) unnamed_addr {
  %5 = alloca [2 x i64], align 16
  %6 = alloca [2 x i64], align 16
  %7 = load i64, ptr %3, align 8
  %8 = icmp eq i64 %7, 1
  br i1 %8, label %22, label %9

9:                                                ; preds = %4
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %10 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %11 = load i64, ptr %10, align 8
  call fastcc void @word_of(ptr noundef %1, i64 noundef %7, i64 noundef %11, ptr noundef %5)
  %12 = load i64, ptr %3, align 8
  %13 = load i64, ptr %10, align 8
  call fastcc void @word_of(ptr noundef %2, i64 noundef %12, i64 noundef %13, ptr noundef %6)
  %14 = getelementptr inbounds nuw i8, ptr %3, i64 16
  %15 = load i64, ptr %14, align 8
  %16 = icmp eq i64 %15, 64
  br i1 %16, label %17, label %20

17:                                               ; preds = %9
  %18 = load i64, ptr %6, align 16
  %19 = call fastcc i64 @translated(ptr noundef %0, i64 noundef %18)
  store i64 %19, ptr %6, align 16
  br label %20

20:                                               ; preds = %17, %9
  %21 = call fastcc i32 @same_value(ptr noundef nonnull %3, ptr noundef nonnull %5, ptr noundef nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %31

22:                                               ; preds = %4
  %23 = getelementptr inbounds nuw i8, ptr %1, i64 256
  %24 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %25 = load i64, ptr %24, align 8
  %26 = shl i64 %25, 1
  %27 = getelementptr inbounds nuw i64, ptr %23, i64 %26
  %28 = getelementptr inbounds nuw i8, ptr %2, i64 256
  %29 = getelementptr inbounds nuw i64, ptr %28, i64 %26
  %30 = tail call fastcc i32 @same_value(ptr noundef nonnull %3, ptr noundef nonnull %27, ptr noundef nonnull %29)
  br label %31

31:                                               ; preds = %22, %20
  %32 = phi i32 [ %21, %20 ], [ %30, %22 ]
  ret i32 %32
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @same_locals(ptr noundef initializes((2920, 2928)) %0, ptr noundef readonly captures(none) %1, ptr noundef readonly captures(none) %2, ptr noundef %3, i64 noundef %4) unnamed_addr {
  %6 = alloca i64, align 8
  %7 = alloca i64, align 8
  %8 = alloca i64, align 8
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %10 = load ptr, ptr %9, align 8
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 2920
  store i64 %12, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %10, i64 2344
  %15 = load i64, ptr %14, align 8
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %20, label %17

17:                                               ; preds = %5
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %19 = getelementptr inbounds nuw i8, ptr %3, i64 768
  br label %32

20:                                               ; preds = %43, %5
  %21 = getelementptr inbounds nuw i8, ptr %2, i64 1552
  %22 = load i64, ptr %21, align 8
  %23 = icmp eq i64 %22, 0
  br i1 %23, label %126, label %24

24:                                               ; preds = %20
  %25 = getelementptr inbounds nuw i8, ptr %2, i64 1560
  %26 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %27 = getelementptr inbounds nuw i8, ptr %3, i64 776
  %28 = getelementptr inbounds nuw i8, ptr %3, i64 8
  %29 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %31 = getelementptr inbounds nuw i8, ptr %0, i64 304
  br label %46

32:                                               ; preds = %17, %43
  %33 = phi i64 [ 0, %17 ], [ %44, %43 ]
  %34 = shl nuw i64 1, %33
  %35 = and i64 %34, %12
  %36 = icmp eq i64 %35, 0
  br i1 %36, label %43, label %37

37:                                               ; preds = %32
  %38 = getelementptr inbounds nuw i64, ptr %18, i64 %33
  %39 = load i64, ptr %38, align 8
  %40 = load i64, ptr %19, align 8
  %41 = icmp ult i64 %39, %40
  br i1 %41, label %42, label %43

42:                                               ; preds = %37
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 23, i64 noundef %4, i64 noundef 0)
  br label %262

43:                                               ; preds = %32, %37
  %44 = add nuw i64 %33, 1
  %45 = icmp eq i64 %44, %15
  br i1 %45, label %20, label %32

46:                                               ; preds = %24, %120
  %47 = phi i64 [ 0, %24 ], [ %121, %120 ]
  %48 = getelementptr inbounds nuw %struct.root, ptr %25, i64 %47
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  store i64 0, ptr %6, align 8
  %49 = load i64, ptr %48, align 8
  switch i64 %49, label %77 [
    i64 0, label %50
    i64 1, label %64
  ]

50:                                               ; preds = %46
  %51 = getelementptr inbounds nuw i8, ptr %48, i64 8
  %52 = load i64, ptr %51, align 8
  %53 = getelementptr inbounds nuw %struct.argument, ptr %26, i64 %52
  %54 = load i64, ptr %53, align 8
  %55 = icmp eq i64 %54, 0
  %56 = getelementptr inbounds nuw i8, ptr %53, i64 8
  %57 = load i64, ptr %56, align 8
  %58 = getelementptr inbounds nuw i64, ptr %28, i64 %57
  %59 = lshr i64 %57, 3
  %60 = and i64 %59, 7
  %61 = getelementptr inbounds nuw i64, ptr %27, i64 %60
  %62 = select i1 %55, ptr %58, ptr %61
  %63 = load i64, ptr %62, align 8
  store i64 %63, ptr %6, align 8
  br label %90

64:                                               ; preds = %46
  %65 = getelementptr inbounds nuw i8, ptr %48, i64 8
  %66 = load i64, ptr %65, align 8
  %67 = call fastcc i64 @in_own_stack(ptr noundef %0, i64 noundef %66)
  %68 = call fastcc ptr @region_of(ptr noundef %0, i64 noundef %67)
  %69 = icmp eq ptr %68, null
  br i1 %69, label %90, label %70

70:                                               ; preds = %64
  %71 = getelementptr inbounds nuw i8, ptr %68, i64 16
  %72 = load ptr, ptr %71, align 8
  %73 = load i64, ptr %68, align 8
  %74 = sub i64 %67, %73
  %75 = getelementptr inbounds nuw i8, ptr %72, i64 %74
  %76 = call ptr @memcpy(ptr noundef nonnull %6, ptr noundef %75, i64 noundef 8)
  br label %90

77:                                               ; preds = %46
  %78 = load ptr, ptr %29, align 8
  %79 = getelementptr inbounds nuw i8, ptr %48, i64 16
  %80 = load i64, ptr %79, align 8
  %81 = getelementptr inbounds nuw i64, ptr %30, i64 %80
  %82 = load i64, ptr %81, align 8
  %83 = getelementptr inbounds nuw i8, ptr %48, i64 8
  %84 = load i64, ptr %83, align 8
  %85 = add i64 %84, %82
  %86 = load i64, ptr %31, align 8
  %87 = sub i64 %85, %86
  %88 = getelementptr inbounds nuw i8, ptr %78, i64 %87
  %89 = call ptr @memcpy(ptr noundef nonnull %6, ptr noundef %88, i64 noundef 8)
  br label %90

90:                                               ; preds = %64, %70, %77, %50
  %91 = load i64, ptr %13, align 8
  %92 = getelementptr inbounds nuw i8, ptr %48, i64 24
  %93 = load i64, ptr %92, align 8
  %94 = shl nuw i64 1, %93
  %95 = and i64 %94, %91
  %96 = icmp eq i64 %95, 0
  %97 = load i64, ptr %6, align 8
  br i1 %96, label %105, label %98

98:                                               ; preds = %90
  %99 = getelementptr inbounds nuw i64, ptr %30, i64 %93
  %100 = load i64, ptr %99, align 8
  %101 = getelementptr inbounds nuw i8, ptr %48, i64 32
  %102 = load i64, ptr %101, align 8
  %103 = add i64 %102, %100
  %104 = icmp eq i64 %97, %103
  br i1 %104, label %120, label %111

105:                                              ; preds = %90
  %106 = getelementptr inbounds nuw i8, ptr %48, i64 32
  %107 = load i64, ptr %106, align 8
  %108 = sub i64 %97, %107
  %109 = call fastcc i32 @bind(ptr noundef nonnull %0, ptr noundef %3, i64 noundef %93, i64 noundef %108)
  %110 = icmp eq i32 %109, 0
  br i1 %110, label %111, label %120

111:                                              ; preds = %98, %105
  %112 = getelementptr inbounds nuw i8, ptr %48, i64 8
  %113 = load i64, ptr %112, align 8
  %114 = getelementptr inbounds nuw i8, ptr %0, i64 1984
  store i64 %113, ptr %114, align 8
  %115 = load i64, ptr %48, align 8
  %116 = icmp eq i64 %115, 0
  %117 = icmp eq i64 %115, 1
  %118 = select i1 %117, i64 17, i64 23
  %119 = select i1 %116, i64 16, i64 %118
  call fastcc void @stop(ptr noundef nonnull %0, i64 noundef %119, i64 noundef %4, i64 noundef 0)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %262

120:                                              ; preds = %98, %105
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  %121 = add nuw i64 %47, 1
  %122 = load i64, ptr %21, align 8
  %123 = icmp ult i64 %121, %122
  br i1 %123, label %46, label %124

124:                                              ; preds = %120
  %125 = load i64, ptr %14, align 8
  br label %126

126:                                              ; preds = %124, %20
  %127 = phi i64 [ %125, %124 ], [ %15, %20 ]
  %128 = icmp eq i64 %127, 0
  br i1 %128, label %256, label %129

129:                                              ; preds = %126
  %130 = getelementptr inbounds nuw i8, ptr %10, i64 2376
  %131 = load ptr, ptr %130, align 8
  %132 = getelementptr inbounds nuw i8, ptr %2, i64 4120
  %133 = load i64, ptr %132, align 8
  %134 = getelementptr inbounds nuw i8, ptr %131, i64 %133
  %135 = getelementptr inbounds nuw i8, ptr %2, i64 1528
  %136 = getelementptr inbounds nuw i8, ptr %10, i64 2360
  %137 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %138 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %139 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %140 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %141 = getelementptr inbounds nuw i8, ptr %2, i64 4128
  br label %142

142:                                              ; preds = %129, %249
  %143 = phi i64 [ %127, %129 ], [ %250, %249 ]
  %144 = phi i64 [ %127, %129 ], [ %251, %249 ]
  %145 = phi i64 [ 0, %129 ], [ %253, %249 ]
  %146 = phi ptr [ %134, %129 ], [ %252, %249 ]
  %147 = load i64, ptr %135, align 8
  %148 = shl nuw i64 1, %145
  %149 = and i64 %147, %148
  %150 = icmp eq i64 %149, 0
  br i1 %150, label %249, label %151

151:                                              ; preds = %142
  %152 = load ptr, ptr %136, align 8
  %153 = getelementptr inbounds nuw %struct.local, ptr %152, i64 %145
  %154 = getelementptr inbounds nuw i8, ptr %153, i64 8
  %155 = load i64, ptr %154, align 8
  %156 = load ptr, ptr %137, align 8
  %157 = getelementptr inbounds nuw i64, ptr %138, i64 %145
  %158 = load i64, ptr %157, align 8
  %159 = load i64, ptr %139, align 8
  %160 = sub i64 %158, %159
  %161 = getelementptr inbounds nuw i8, ptr %156, i64 %160
  %162 = load ptr, ptr %140, align 8
  %163 = getelementptr inbounds nuw i8, ptr %162, i64 %160
  %164 = icmp eq i64 %155, 0
  br i1 %164, label %170, label %165

165:                                              ; preds = %151
  %166 = getelementptr i8, ptr %146, i64 %155
  %167 = getelementptr inbounds nuw i64, ptr %141, i64 %145
  br label %174

168:                                              ; preds = %245
  %169 = load i64, ptr %14, align 8
  br label %170

170:                                              ; preds = %168, %151
  %171 = phi i64 [ %169, %168 ], [ %143, %151 ]
  %172 = shl i64 %155, 1
  %173 = getelementptr inbounds nuw i8, ptr %146, i64 %172
  br label %249

174:                                              ; preds = %165, %245
  %175 = phi i64 [ 0, %165 ], [ %247, %245 ]
  %176 = getelementptr i8, ptr %166, i64 %175
  %177 = load i8, ptr %176, align 1
  %178 = icmp eq i8 %177, 0
  br i1 %178, label %245, label %179

179:                                              ; preds = %174
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  %180 = load i64, ptr %167, align 8
  %181 = add i64 %180, %175
  %182 = and i64 %181, 7
  %183 = icmp ne i64 %182, 0
  %184 = add i64 %175, 8
  %185 = icmp ugt i64 %184, %155
  %186 = or i1 %185, %183
  br i1 %186, label %206, label %191

187:                                              ; preds = %191
  %188 = getelementptr inbounds nuw i8, ptr %146, i64 %175
  %189 = call ptr @memcpy(ptr noundef nonnull %7, ptr noundef %188, i64 noundef 8)
  %190 = icmp eq i64 %197, 0
  br i1 %190, label %206, label %200

191:                                              ; preds = %179, %191
  %192 = phi i64 [ %198, %191 ], [ 0, %179 ]
  %193 = phi i64 [ %197, %191 ], [ 1, %179 ]
  %194 = getelementptr i8, ptr %176, i64 %192
  %195 = load i8, ptr %194, align 1
  %196 = zext i8 %195 to i64
  %197 = and i64 %193, %196
  %198 = add nuw nsw i64 %192, 1
  %199 = icmp eq i64 %198, 8
  br i1 %199, label %187, label %191

200:                                              ; preds = %187
  %201 = load i64, ptr %7, align 8
  %202 = call fastcc i32 @in_frame(ptr noundef %10, i64 noundef %201)
  %203 = icmp eq i32 %202, 0
  br i1 %203, label %206, label %204

204:                                              ; preds = %200
  %205 = add i64 %175, 7
  br label %243

206:                                              ; preds = %187, %200, %179
  %207 = getelementptr inbounds nuw i8, ptr %161, i64 %175
  %208 = load i8, ptr %207, align 1
  %209 = getelementptr inbounds nuw i8, ptr %146, i64 %175
  %210 = load i8, ptr %209, align 1
  %211 = icmp eq i8 %208, %210
  br i1 %211, label %212, label %217

212:                                              ; preds = %206
  %213 = getelementptr inbounds nuw i8, ptr %163, i64 %175
  %214 = load i8, ptr %213, align 1
  %215 = and i8 %214, 1
  %216 = icmp eq i8 %215, 0
  br i1 %216, label %217, label %243

217:                                              ; preds = %212, %206
  %218 = load i64, ptr %167, align 8
  %219 = add i64 %218, %175
  %220 = and i64 %219, 7
  %221 = sub i64 %175, %220
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  store i64 0, ptr %8, align 8
  %222 = icmp ugt i64 %220, %175
  %223 = add i64 %221, 8
  %224 = icmp ugt i64 %223, %155
  %225 = or i1 %222, %224
  br i1 %225, label %255, label %226

226:                                              ; preds = %217
  %227 = getelementptr inbounds nuw i8, ptr %161, i64 %221
  %228 = call ptr @memcpy(ptr noundef nonnull %8, ptr noundef %227, i64 noundef 8)
  %229 = load i64, ptr %8, align 8
  %230 = call fastcc i64 @translated(ptr noundef %0, i64 noundef %229)
  store i64 %230, ptr %8, align 8
  %231 = getelementptr inbounds nuw i8, ptr %146, i64 %221
  %232 = call ptr @memcpy(ptr noundef nonnull %7, ptr noundef %231, i64 noundef 8)
  %233 = load i64, ptr %8, align 8
  %234 = load i64, ptr %7, align 8
  %235 = icmp eq i64 %233, %234
  br i1 %235, label %236, label %255

236:                                              ; preds = %226
  %237 = getelementptr inbounds nuw i8, ptr %163, i64 %175
  %238 = load i8, ptr %237, align 1
  %239 = and i8 %238, 1
  %240 = icmp eq i8 %239, 0
  br i1 %240, label %255, label %241

241:                                              ; preds = %236
  %242 = add i64 %221, 7
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  br label %243

243:                                              ; preds = %212, %204, %241
  %244 = phi i64 [ %242, %241 ], [ %175, %212 ], [ %205, %204 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  br label %245

245:                                              ; preds = %243, %174
  %246 = phi i64 [ %175, %174 ], [ %244, %243 ]
  %247 = add i64 %246, 1
  %248 = icmp ult i64 %247, %155
  br i1 %248, label %174, label %168

249:                                              ; preds = %170, %142
  %250 = phi i64 [ %171, %170 ], [ %143, %142 ]
  %251 = phi i64 [ %171, %170 ], [ %144, %142 ]
  %252 = phi ptr [ %173, %170 ], [ %146, %142 ]
  %253 = add nuw i64 %145, 1
  %254 = icmp ult i64 %253, %251
  br i1 %254, label %142, label %256

255:                                              ; preds = %217, %236, %226
  call fastcc void @stop(ptr noundef %0, i64 noundef 23, i64 noundef %4, i64 noundef 0)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  br label %262

256:                                              ; preds = %249, %126
  %257 = getelementptr inbounds nuw i8, ptr %3, i64 4128
  %258 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %259 = call ptr @memcpy(ptr noundef nonnull %257, ptr noundef nonnull %258, i64 noundef 512)
  %260 = getelementptr inbounds nuw i8, ptr %2, i64 1536
  %261 = load i64, ptr %260, align 8
  store i64 %261, ptr %11, align 8
  br label %262

262:                                              ; preds = %255, %111, %42, %256
  %263 = phi i32 [ 0, %42 ], [ 0, %111 ], [ 1, %256 ], [ 0, %255 ]
  ret i32 %263
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @garbage(ptr noundef readonly captures(none) %0, ptr noundef writeonly captures(none) %1, ptr noundef writeonly captures(none) %2, ptr noundef writeonly captures(none) %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %6 = load ptr, ptr %5, align 8
  %7 = tail call fastcc i64 @unseen_kind(ptr noundef %6)
  br label %8

8:                                                ; preds = %4, %8
  %9 = phi i64 [ 0, %4 ], [ %12, %8 ]
  %10 = tail call fastcc i64 @unseen(ptr noundef %6, i64 noundef %7)
  %11 = getelementptr inbounds nuw i64, ptr %1, i64 %9
  store i64 %10, ptr %11, align 8
  %12 = add nuw nsw i64 %9, 1
  %13 = icmp eq i64 %12, 18
  br i1 %13, label %17, label %8

14:                                               ; preds = %17
  %15 = tail call fastcc i64 @random_word(ptr noundef %6)
  %16 = and i64 %15, 4026531840
  store i64 %16, ptr %3, align 8
  ret void

17:                                               ; preds = %8, %17
  %18 = phi i64 [ %21, %17 ], [ 0, %8 ]
  %19 = tail call fastcc i64 @unseen(ptr noundef %6, i64 noundef %7)
  %20 = getelementptr inbounds nuw i64, ptr %2, i64 %18
  store i64 %19, ptr %20, align 8
  %21 = add nuw nsw i64 %18, 1
  %22 = icmp eq i64 %21, 64
  br i1 %22, label %14, label %17
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @any_bits(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 2616
  %3 = load i64, ptr %2, align 8
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %23, label %5

5:                                                ; preds = %1
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 3072
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 3008
  br label %11

8:                                                ; preds = %17
  %9 = add nuw i64 %12, 1
  %10 = icmp eq i64 %9, %3
  br i1 %10, label %23, label %11

11:                                               ; preds = %5, %8
  %12 = phi i64 [ 0, %5 ], [ %9, %8 ]
  %13 = getelementptr inbounds nuw %struct.argument, ptr %0, i64 %12
  %14 = getelementptr inbounds nuw i8, ptr %13, i64 2640
  %15 = load i64, ptr %14, align 8
  %16 = icmp ult i64 %15, 32
  br i1 %16, label %28, label %17

17:                                               ; preds = %11
  %18 = getelementptr inbounds nuw i64, ptr %6, i64 %12
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds nuw i64, ptr %7, i64 %12
  %21 = load i64, ptr %20, align 8
  %22 = icmp eq i64 %19, %21
  br i1 %22, label %8, label %28

23:                                               ; preds = %8, %1
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 3136
  %25 = load i64, ptr %24, align 8
  %26 = icmp eq i64 %25, 0
  %27 = zext i1 %26 to i32
  br label %28

28:                                               ; preds = %11, %17, %23
  %29 = phi i32 [ %27, %23 ], [ 0, %17 ], [ 0, %11 ]
  ret i32 %29
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc range(i64 0, 2) i64 @chance(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 100)
  %4 = icmp ult i64 %3, %1
  %5 = zext i1 %4 to i64
  ret i64 %5
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @results_of_call(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, ptr noundef readonly captures(none) %2, ptr noundef captures(none) %3, ptr noundef captures(none) %4) unnamed_addr {
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %7 = load ptr, ptr %6, align 8
  %8 = getelementptr inbounds nuw i8, ptr %1, i64 3136
  %9 = load i64, ptr %8, align 8
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %11, label %26

11:                                               ; preds = %5
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 2616
  %13 = load i64, ptr %12, align 8
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %172, label %15

15:                                               ; preds = %11
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 2624
  %17 = getelementptr inbounds nuw i8, ptr %1, i64 2944
  %18 = getelementptr inbounds nuw i8, ptr %7, i64 2112
  %19 = getelementptr inbounds nuw i8, ptr %7, i64 2344
  %20 = getelementptr inbounds nuw i8, ptr %7, i64 2120
  %21 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %22 = getelementptr inbounds nuw i8, ptr %1, i64 3072
  %23 = getelementptr inbounds nuw i8, ptr %1, i64 3008
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 2080
  %25 = getelementptr inbounds nuw i8, ptr %7, i64 51600
  br label %42

26:                                               ; preds = %5
  %27 = getelementptr inbounds nuw i8, ptr %1, i64 3144
  %28 = load i64, ptr %27, align 8
  %29 = icmp eq i64 %9, 1
  br i1 %29, label %30, label %34

30:                                               ; preds = %26
  %31 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %32 = getelementptr inbounds nuw i64, ptr %31, i64 %28
  %33 = load i64, ptr %32, align 8
  store i64 %33, ptr %3, align 8
  br label %172

34:                                               ; preds = %26
  %35 = getelementptr inbounds nuw i8, ptr %2, i64 256
  %36 = shl i64 %28, 4
  %37 = getelementptr inbounds nuw i8, ptr %35, i64 %36
  %38 = load i64, ptr %37, align 8
  store i64 %38, ptr %4, align 8
  %39 = getelementptr inbounds nuw i8, ptr %37, i64 8
  %40 = load i64, ptr %39, align 8
  %41 = getelementptr inbounds nuw i8, ptr %4, i64 8
  store i64 %40, ptr %41, align 8
  br label %172

42:                                               ; preds = %15, %168
  %43 = phi i64 [ 0, %15 ], [ %169, %168 ]
  %44 = getelementptr inbounds nuw %struct.argument, ptr %16, i64 %43
  %45 = getelementptr inbounds nuw i64, ptr %17, i64 %43
  %46 = load i64, ptr %45, align 8
  %47 = icmp eq i64 %46, 1
  %48 = icmp eq i64 %43, 0
  %49 = and i1 %48, %47
  br i1 %49, label %50, label %70

50:                                               ; preds = %42
  %51 = load i64, ptr %18, align 8
  %52 = icmp eq i64 %51, 0
  br i1 %52, label %73, label %53

53:                                               ; preds = %50
  %54 = load ptr, ptr %19, align 8
  %55 = load i64, ptr %2, align 8
  %56 = getelementptr inbounds nuw i8, ptr %54, i64 %55
  %57 = load i8, ptr %56, align 1
  %58 = icmp eq i8 %57, 0
  br i1 %58, label %73, label %59

59:                                               ; preds = %53
  %60 = tail call fastcc i64 @chance(ptr noundef nonnull %7, i64 noundef 92)
  %61 = icmp eq i64 %60, 0
  br i1 %61, label %62, label %64

62:                                               ; preds = %59
  %63 = load i64, ptr %45, align 8
  br label %70

64:                                               ; preds = %59
  %65 = load ptr, ptr %20, align 8
  %66 = load i64, ptr %18, align 8
  %67 = tail call fastcc i64 @below(ptr noundef nonnull %7, i64 noundef %66)
  %68 = getelementptr inbounds nuw i64, ptr %65, i64 %67
  %69 = load i64, ptr %68, align 8
  br label %99

70:                                               ; preds = %62, %42
  %71 = phi i64 [ %46, %42 ], [ %63, %62 ]
  %72 = icmp eq i64 %71, 1
  br i1 %72, label %73, label %87

73:                                               ; preds = %53, %50, %70
  %74 = load i64, ptr %21, align 8
  %75 = icmp eq i64 %74, 0
  br i1 %75, label %89, label %76

76:                                               ; preds = %73
  %77 = getelementptr inbounds nuw i8, ptr %44, i64 16
  %78 = load i64, ptr %77, align 8
  %79 = icmp eq i64 %78, 64
  br i1 %79, label %80, label %89

80:                                               ; preds = %76
  %81 = tail call fastcc i64 @chance(ptr noundef %7, i64 noundef 20)
  %82 = icmp eq i64 %81, 0
  br i1 %82, label %83, label %85

83:                                               ; preds = %80
  %84 = load i64, ptr %45, align 8
  br label %87

85:                                               ; preds = %80
  %86 = tail call fastcc i64 @frame_pointer(ptr noundef nonnull %0)
  br label %99

87:                                               ; preds = %83, %70
  %88 = phi i64 [ %84, %83 ], [ %71, %70 ]
  switch i64 %88, label %97 [
    i64 1, label %89
    i64 2, label %91
    i64 3, label %95
  ]

89:                                               ; preds = %73, %76, %87
  %90 = tail call fastcc i64 @draw_pointer(ptr noundef %7, i64 noundef 16, i64 noundef 0)
  br label %99

91:                                               ; preds = %87
  %92 = getelementptr inbounds nuw i8, ptr %44, i64 16
  %93 = load i64, ptr %92, align 8
  %94 = tail call fastcc i64 @draw_float(ptr noundef %7, i64 noundef %93)
  br label %99

95:                                               ; preds = %87
  %96 = tail call fastcc i64 @random_word(ptr noundef %7)
  br label %99

97:                                               ; preds = %87
  %98 = tail call fastcc i64 @draw_result(ptr noundef %7)
  br label %99

99:                                               ; preds = %85, %91, %97, %95, %89, %64
  %100 = phi i64 [ %69, %64 ], [ %86, %85 ], [ %90, %89 ], [ %94, %91 ], [ %96, %95 ], [ %98, %97 ]
  %101 = getelementptr inbounds nuw i64, ptr %22, i64 %43
  %102 = load i64, ptr %101, align 8
  %103 = getelementptr inbounds nuw i64, ptr %23, i64 %43
  %104 = load i64, ptr %103, align 8
  %105 = icmp sgt i64 %102, %104
  br i1 %105, label %106, label %110

106:                                              ; preds = %99
  %107 = sub i64 %102, %104
  %108 = urem i64 %100, %107
  %109 = add i64 %108, %104
  br label %134

110:                                              ; preds = %99
  %111 = load i64, ptr %24, align 8
  %112 = add i64 %111, -1
  br i1 %48, label %113, label %134

113:                                              ; preds = %110
  %114 = load ptr, ptr %25, align 8
  %115 = icmp ne ptr %114, null
  %116 = icmp ult i64 %112, 32
  %117 = select i1 %115, i1 %116, i1 false
  br i1 %117, label %118, label %134

118:                                              ; preds = %113
  %119 = getelementptr inbounds nuw i8, ptr %114, i64 7112
  %120 = getelementptr inbounds nuw i64, ptr %119, i64 %112
  %121 = load i64, ptr %120, align 8
  %122 = icmp eq i64 %121, 0
  br i1 %122, label %134, label %123

123:                                              ; preds = %118
  %124 = getelementptr inbounds nuw i8, ptr %114, i64 7368
  %125 = getelementptr inbounds nuw i64, ptr %124, i64 %112
  %126 = load i64, ptr %125, align 8
  %127 = tail call fastcc i32 @can_know(ptr noundef nonnull %0, i64 noundef %126)
  %128 = icmp eq i32 %127, 0
  br i1 %128, label %134, label %129

129:                                              ; preds = %123
  %130 = load ptr, ptr %25, align 8
  %131 = getelementptr inbounds nuw i8, ptr %130, i64 7368
  %132 = getelementptr inbounds nuw i64, ptr %131, i64 %112
  %133 = load i64, ptr %132, align 8
  br label %134

134:                                              ; preds = %106, %129, %123, %118, %113, %110
  %135 = phi i64 [ %100, %110 ], [ %133, %129 ], [ %100, %123 ], [ %100, %118 ], [ %100, %113 ], [ %109, %106 ]
  %136 = load i64, ptr %44, align 8
  %137 = icmp eq i64 %136, 0
  %138 = getelementptr inbounds nuw i8, ptr %44, i64 16
  %139 = load i64, ptr %138, align 8
  br i1 %137, label %140, label %150

140:                                              ; preds = %134
  %141 = tail call fastcc i64 @ones(i64 noundef %139)
  %142 = and i64 %141, %135
  %143 = getelementptr inbounds nuw i8, ptr %44, i64 8
  %144 = load i64, ptr %143, align 8
  %145 = getelementptr inbounds nuw i64, ptr %3, i64 %144
  %146 = load i64, ptr %145, align 8
  %147 = xor i64 %141, -1
  %148 = and i64 %146, %147
  %149 = or i64 %148, %142
  store i64 %149, ptr %145, align 8
  br label %168

150:                                              ; preds = %134
  %151 = icmp ult i64 %139, 65
  br i1 %151, label %152, label %163

152:                                              ; preds = %150
  %153 = tail call fastcc i64 @ones(i64 noundef %139)
  %154 = and i64 %153, %135
  %155 = getelementptr inbounds nuw i8, ptr %44, i64 8
  %156 = load i64, ptr %155, align 8
  %157 = shl i64 %156, 4
  %158 = getelementptr inbounds nuw i8, ptr %4, i64 %157
  %159 = load i64, ptr %158, align 8
  %160 = xor i64 %153, -1
  %161 = and i64 %159, %160
  %162 = or i64 %161, %154
  store i64 %162, ptr %158, align 8
  br label %168

163:                                              ; preds = %150
  %164 = getelementptr inbounds nuw i8, ptr %44, i64 8
  %165 = load i64, ptr %164, align 8
  %166 = shl i64 %165, 4
  %167 = getelementptr inbounds nuw i8, ptr %4, i64 %166
  store i64 %135, ptr %167, align 8
  br label %168

168:                                              ; preds = %152, %163, %140
  %169 = add nuw i64 %43, 1
  %170 = load i64, ptr %12, align 8
  %171 = icmp ult i64 %169, %170
  br i1 %171, label %42, label %172

172:                                              ; preds = %168, %11, %30, %34
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc noundef ptr @region_of(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 360
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds nuw %struct.region, ptr %4, i64 %6
  %8 = load i64, ptr %7, align 8
  %9 = icmp ult i64 %1, %8
  br i1 %9, label %14, label %10

10:                                               ; preds = %2
  %11 = getelementptr inbounds nuw i8, ptr %7, i64 8
  %12 = load i64, ptr %11, align 8
  %13 = icmp ult i64 %1, %12
  br i1 %13, label %31, label %14

14:                                               ; preds = %10, %2
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %16 = load i64, ptr %15, align 8
  %17 = icmp eq i64 %16, 0
  br i1 %17, label %31, label %18

18:                                               ; preds = %14, %28
  %19 = phi i64 [ %29, %28 ], [ 0, %14 ]
  %20 = getelementptr inbounds nuw %struct.region, ptr %4, i64 %19
  %21 = load i64, ptr %20, align 8
  %22 = icmp ult i64 %1, %21
  br i1 %22, label %28, label %23

23:                                               ; preds = %18
  %24 = getelementptr inbounds nuw i8, ptr %20, i64 8
  %25 = load i64, ptr %24, align 8
  %26 = icmp ult i64 %1, %25
  br i1 %26, label %27, label %28

27:                                               ; preds = %23
  store i64 %19, ptr %5, align 8
  br label %31

28:                                               ; preds = %18, %23
  %29 = add nuw i64 %19, 1
  %30 = icmp eq i64 %29, %16
  br i1 %30, label %31, label %18

31:                                               ; preds = %28, %14, %27, %10
  %32 = phi ptr [ %7, %10 ], [ %20, %27 ], [ null, %14 ], [ null, %28 ]
  ret ptr %32
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @patched(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 51600
  %6 = load ptr, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2112
  %8 = load i64, ptr %7, align 8
  %9 = icmp ne ptr %6, null
  %10 = icmp ult i64 %8, 32
  %11 = select i1 %9, i1 %10, i1 false
  br i1 %11, label %12, label %25

12:                                               ; preds = %2
  %13 = getelementptr inbounds nuw i8, ptr %6, i64 7624
  %14 = getelementptr inbounds nuw i64, ptr %13, i64 %8
  %15 = load i64, ptr %14, align 8
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %25, label %17

17:                                               ; preds = %12
  %18 = getelementptr inbounds nuw i8, ptr %6, i64 7880
  %19 = getelementptr inbounds nuw i64, ptr %18, i64 %8
  %20 = load i64, ptr %19, align 8
  %21 = tail call fastcc i32 @can_know(ptr noundef nonnull %0, i64 noundef %20)
  %22 = icmp eq i32 %21, 0
  br i1 %22, label %25, label %23

23:                                               ; preds = %17
  %24 = load i64, ptr %19, align 8
  br label %25

25:                                               ; preds = %2, %12, %17, %23
  %26 = phi i64 [ %24, %23 ], [ %1, %17 ], [ %1, %12 ], [ %1, %2 ]
  ret i64 %26
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @changed(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4) unnamed_addr {
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %7 = load ptr, ptr %6, align 8
  %8 = tail call fastcc i32 @in_frame(ptr noundef %0, i64 noundef %4)
  %9 = icmp eq i32 %8, 0
  %10 = select i1 %9, i64 %4, i64 8
  %11 = tail call fastcc i32 @in_frame(ptr noundef %0, i64 noundef %1)
  %12 = icmp eq i32 %11, 0
  br i1 %12, label %25, label %13

13:                                               ; preds = %5
  %14 = tail call fastcc i64 @chance(ptr noundef %7, i64 noundef 60)
  %15 = icmp eq i64 %14, 0
  br i1 %15, label %16, label %44

16:                                               ; preds = %13
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %18 = load i64, ptr %17, align 8
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %42, label %20

20:                                               ; preds = %16
  %21 = tail call fastcc i64 @chance(ptr noundef %7, i64 noundef 50)
  %22 = icmp eq i64 %21, 0
  br i1 %22, label %42, label %23

23:                                               ; preds = %20
  %24 = tail call fastcc i64 @frame_pointer(ptr noundef nonnull %0)
  br label %44

25:                                               ; preds = %5
  %26 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %27 = load i64, ptr %26, align 8
  %28 = icmp ne i64 %27, 0
  %29 = icmp ugt i64 %2, 7
  %30 = and i1 %29, %28
  br i1 %30, label %31, label %42

31:                                               ; preds = %25
  %32 = getelementptr inbounds nuw i8, ptr %7, i64 2128
  %33 = load ptr, ptr %32, align 8
  %34 = getelementptr inbounds nuw i8, ptr %33, i64 %3
  %35 = load i8, ptr %34, align 1
  %36 = icmp eq i8 %35, 1
  br i1 %36, label %37, label %42

37:                                               ; preds = %31
  %38 = tail call fastcc i64 @chance(ptr noundef nonnull %7, i64 noundef 20)
  %39 = icmp eq i64 %38, 0
  br i1 %39, label %42, label %40

40:                                               ; preds = %37
  %41 = tail call fastcc i64 @frame_pointer(ptr noundef nonnull %0)
  br label %44

42:                                               ; preds = %25, %31, %37, %16, %20
  %43 = tail call fastcc i64 @havoc(ptr noundef %7, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %10)
  br label %44

44:                                               ; preds = %13, %42, %40, %23
  %45 = phi i64 [ %41, %40 ], [ %24, %23 ], [ %43, %42 ], [ %1, %13 ]
  ret i64 %45
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @add_patch(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4) unnamed_addr {
  %6 = alloca i64, align 8
  store i64 %3, ptr %6, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2112
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 2120
  %10 = load i64, ptr %9, align 8
  %11 = icmp ult i64 %8, %10
  br i1 %11, label %13, label %12

12:                                               ; preds = %5
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 1, i64 noundef 0, i64 noundef 0)
  br label %22

13:                                               ; preds = %5
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 2128
  %15 = load ptr, ptr %14, align 8
  %16 = add nuw i64 %8, 1
  store i64 %16, ptr %7, align 8
  %17 = getelementptr inbounds nuw %struct.patch, ptr %15, i64 %8
  store i64 %1, ptr %17, align 8
  %18 = getelementptr inbounds nuw i8, ptr %17, i64 8
  store i64 %2, ptr %18, align 8
  %19 = getelementptr inbounds nuw i8, ptr %17, i64 16
  store i64 %4, ptr %19, align 8
  %20 = getelementptr inbounds nuw i8, ptr %17, i64 24
  %21 = call ptr @memcpy(ptr noundef nonnull %20, ptr noundef nonnull %6, i64 noundef 8)
  br label %22

22:                                               ; preds = %13, %12
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @change_locals(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %4 = load ptr, ptr %3, align 8
  %5 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 35)
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %7, label %10

7:                                                ; preds = %2
  %8 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 40)
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %72, label %10

10:                                               ; preds = %7, %2
  %11 = phi i64 [ 35, %7 ], [ 100, %2 ]
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %13 = load i64, ptr %12, align 8
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %72, label %15

15:                                               ; preds = %10
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 2936
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  br label %19

19:                                               ; preds = %15, %68
  %20 = phi i64 [ 0, %15 ], [ %69, %68 ]
  %21 = load i64, ptr %16, align 8
  %22 = shl nuw i64 1, %20
  %23 = and i64 %21, %22
  %24 = icmp eq i64 %23, 0
  br i1 %24, label %68, label %25

25:                                               ; preds = %19
  %26 = getelementptr inbounds nuw i64, ptr %17, i64 %20
  %27 = load i64, ptr %26, align 8
  %28 = load ptr, ptr %18, align 8
  %29 = getelementptr inbounds nuw %struct.local, ptr %28, i64 %20
  %30 = getelementptr inbounds nuw i8, ptr %29, i64 8
  %31 = load i64, ptr %30, align 8
  %32 = icmp ult i64 %31, 1025
  br i1 %32, label %47, label %33

33:                                               ; preds = %25
  %34 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 25)
  %35 = icmp eq i64 %34, 0
  br i1 %35, label %36, label %42

36:                                               ; preds = %33
  %37 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 25)
  %38 = icmp eq i64 %37, 0
  %39 = add i64 %31, -512
  br i1 %38, label %40, label %42

40:                                               ; preds = %36
  %41 = tail call fastcc i64 @below(ptr noundef %4, i64 noundef %39)
  br label %42

42:                                               ; preds = %36, %33, %40
  %43 = phi i64 [ 0, %33 ], [ %41, %40 ], [ %39, %36 ]
  %44 = add i64 %43, %27
  %45 = and i64 %44, -8
  %46 = add i64 %45, 512
  br label %54

47:                                               ; preds = %25
  %48 = and i64 %27, -8
  %49 = add i64 %31, %27
  %50 = icmp samesign ult i64 %31, 9
  %51 = tail call range(i64 0, 5) i64 @llvm.ctpop.i64(i64 %31)
  %52 = icmp samesign ult i64 %51, 2
  %53 = select i1 %50, i1 %52, i1 false
  br i1 %53, label %59, label %54

54:                                               ; preds = %42, %47
  %55 = phi i64 [ %46, %42 ], [ %49, %47 ]
  %56 = phi i64 [ %45, %42 ], [ %48, %47 ]
  %57 = tail call fastcc i64 @below(ptr noundef %4, i64 noundef 4)
  %58 = shl nuw i64 1, %57
  br label %59

59:                                               ; preds = %47, %54
  %60 = phi i64 [ %55, %54 ], [ %49, %47 ]
  %61 = phi i64 [ %56, %54 ], [ %48, %47 ]
  %62 = phi i64 [ %58, %54 ], [ %31, %47 ]
  %63 = icmp ult i64 %61, %60
  br i1 %63, label %64, label %68

64:                                               ; preds = %59, %64
  %65 = phi i64 [ %66, %64 ], [ %61, %59 ]
  tail call fastcc void @change_piece(ptr noundef %0, i64 noundef %20, i64 noundef %65, i64 noundef %62, i64 noundef %1, i64 noundef %11, i32 noundef 0)
  %66 = add i64 %65, 8
  %67 = icmp ult i64 %66, %60
  br i1 %67, label %64, label %68

68:                                               ; preds = %64, %59, %19
  %69 = add nuw i64 %20, 1
  %70 = load i64, ptr %12, align 8
  %71 = icmp ult i64 %69, %70
  br i1 %71, label %19, label %72

72:                                               ; preds = %68, %10, %7
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @replay_patches(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef %2) unnamed_addr {
  %4 = alloca i64, align 8
  %5 = getelementptr inbounds nuw i8, ptr %1, i64 2112
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %19, label %8

8:                                                ; preds = %3
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 2128
  %10 = getelementptr inbounds nuw i8, ptr %1, i64 2104
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 2344
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 2936
  %14 = getelementptr inbounds nuw i8, ptr %1, i64 2360
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 2000
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  br label %20

19:                                               ; preds = %129, %3
  ret void

20:                                               ; preds = %8, %129
  %21 = phi i64 [ %6, %8 ], [ %130, %129 ]
  %22 = phi i64 [ 0, %8 ], [ %131, %129 ]
  %23 = load ptr, ptr %9, align 8
  %24 = getelementptr inbounds nuw %struct.patch, ptr %23, i64 %22
  %25 = load i64, ptr %24, align 8
  %26 = icmp eq i64 %25, %2
  br i1 %26, label %27, label %129

27:                                               ; preds = %20
  %28 = load ptr, ptr %10, align 8
  %29 = getelementptr inbounds nuw %struct.call, ptr %28, i64 %2
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  store i64 0, ptr %4, align 8
  %30 = getelementptr inbounds nuw i8, ptr %24, i64 24
  %31 = getelementptr inbounds nuw i8, ptr %24, i64 16
  %32 = load i64, ptr %31, align 8
  %33 = call ptr @memcpy(ptr noundef nonnull %4, ptr noundef nonnull %30, i64 noundef %32)
  %34 = load i64, ptr %31, align 8
  %35 = icmp eq i64 %34, 8
  br i1 %35, label %36, label %44

36:                                               ; preds = %27
  %37 = load ptr, ptr %11, align 8
  %38 = icmp eq ptr %37, null
  br i1 %38, label %44, label %39

39:                                               ; preds = %36
  %40 = load i64, ptr %4, align 8
  %41 = getelementptr inbounds nuw i8, ptr %29, i64 1528
  %42 = load i64, ptr %41, align 8
  %43 = call fastcc i64 @relocated(ptr noundef nonnull %0, ptr noundef %29, i64 noundef %40, i64 noundef %42)
  store i64 %43, ptr %4, align 8
  br label %44

44:                                               ; preds = %39, %36, %27
  %45 = getelementptr inbounds nuw i8, ptr %24, i64 8
  %46 = load i64, ptr %45, align 8
  %47 = call fastcc i32 @in_frame(ptr noundef nonnull %1, i64 noundef %46)
  %48 = icmp eq i32 %47, 0
  br i1 %48, label %55, label %49

49:                                               ; preds = %44
  %50 = load i64, ptr %12, align 8
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %127, label %52

52:                                               ; preds = %49
  %53 = load i64, ptr %13, align 8
  %54 = getelementptr inbounds nuw i8, ptr %29, i64 4128
  br label %59

55:                                               ; preds = %44
  %56 = load i64, ptr %31, align 8
  %57 = icmp eq i64 %56, 0
  br i1 %57, label %127, label %108

58:                                               ; preds = %77
  br i1 %78, label %127, label %82

59:                                               ; preds = %52, %77
  %60 = phi i64 [ 0, %52 ], [ %79, %77 ]
  %61 = shl nuw i64 1, %60
  %62 = and i64 %53, %61
  %63 = icmp eq i64 %62, 0
  br i1 %63, label %77, label %64

64:                                               ; preds = %59
  %65 = getelementptr inbounds nuw i64, ptr %54, i64 %60
  %66 = load i64, ptr %65, align 8
  %67 = sub i64 %46, %66
  %68 = load ptr, ptr %14, align 8
  %69 = getelementptr inbounds nuw %struct.local, ptr %68, i64 %60
  %70 = getelementptr inbounds nuw i8, ptr %69, i64 8
  %71 = load i64, ptr %70, align 8
  %72 = icmp ult i64 %67, %71
  br i1 %72, label %73, label %77

73:                                               ; preds = %64
  %74 = load i64, ptr %31, align 8
  %75 = add i64 %67, %74
  %76 = icmp ugt i64 %75, %71
  br label %77

77:                                               ; preds = %73, %64, %59
  %78 = phi i1 [ true, %64 ], [ true, %59 ], [ %76, %73 ]
  %79 = add nuw i64 %60, 1
  %80 = icmp ult i64 %79, %50
  %81 = select i1 %80, i1 %78, i1 false
  br i1 %81, label %59, label %58

82:                                               ; preds = %58
  %83 = call fastcc i64 @relocated(ptr noundef %0, ptr noundef %29, i64 noundef %46, i64 noundef %53)
  %84 = load i64, ptr %15, align 8
  %85 = sub i64 %83, %84
  %86 = load ptr, ptr %16, align 8
  %87 = getelementptr inbounds nuw i8, ptr %86, i64 %85
  %88 = load i64, ptr %31, align 8
  %89 = call ptr @memcpy(ptr noundef %87, ptr noundef nonnull %4, i64 noundef %88)
  %90 = load i64, ptr %15, align 8
  %91 = add i64 %90, %85
  %92 = load i64, ptr %17, align 8
  %93 = icmp ult i64 %91, %92
  br i1 %93, label %94, label %95

94:                                               ; preds = %82
  store i64 %91, ptr %17, align 8
  br label %95

95:                                               ; preds = %94, %82
  %96 = load i64, ptr %31, align 8
  %97 = icmp eq i64 %96, 0
  br i1 %97, label %127, label %98

98:                                               ; preds = %95, %98
  %99 = phi i64 [ %105, %98 ], [ 0, %95 ]
  %100 = load ptr, ptr %18, align 8
  %101 = getelementptr i8, ptr %100, i64 %85
  %102 = getelementptr i8, ptr %101, i64 %99
  %103 = load i8, ptr %102, align 1
  %104 = or i8 %103, 1
  store i8 %104, ptr %102, align 1
  %105 = add nuw i64 %99, 1
  %106 = load i64, ptr %31, align 8
  %107 = icmp ult i64 %105, %106
  br i1 %107, label %98, label %127

108:                                              ; preds = %55, %123
  %109 = phi i64 [ %124, %123 ], [ 0, %55 ]
  %110 = load i64, ptr %45, align 8
  %111 = add i64 %110, %109
  %112 = call fastcc i64 @in_own_stack(ptr noundef %0, i64 noundef %111)
  %113 = call fastcc ptr @region_of(ptr noundef %0, i64 noundef %112)
  %114 = icmp eq ptr %113, null
  br i1 %114, label %123, label %115

115:                                              ; preds = %108
  %116 = getelementptr inbounds nuw i8, ptr %4, i64 %109
  %117 = load i8, ptr %116, align 1
  %118 = getelementptr inbounds nuw i8, ptr %113, i64 16
  %119 = load ptr, ptr %118, align 8
  %120 = load i64, ptr %113, align 8
  %121 = sub i64 %112, %120
  %122 = getelementptr inbounds nuw i8, ptr %119, i64 %121
  store i8 %117, ptr %122, align 1
  br label %123

123:                                              ; preds = %115, %108
  %124 = add nuw i64 %109, 1
  %125 = load i64, ptr %31, align 8
  %126 = icmp ult i64 %124, %125
  br i1 %126, label %108, label %127

127:                                              ; preds = %98, %123, %49, %95, %55, %58
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  %128 = load i64, ptr %5, align 8
  br label %129

129:                                              ; preds = %20, %127
  %130 = phi i64 [ %21, %20 ], [ %128, %127 ]
  %131 = add nuw i64 %22, 1
  %132 = icmp ult i64 %131, %130
  br i1 %132, label %20, label %19
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @relocated(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %6 = load ptr, ptr %5, align 8
  %7 = icmp eq ptr %6, null
  %8 = select i1 %7, ptr %0, ptr %6
  %9 = tail call fastcc i32 @in_frame(ptr noundef %8, i64 noundef %2)
  %10 = icmp eq i32 %9, 0
  br i1 %10, label %40, label %11

11:                                               ; preds = %4
  %12 = getelementptr inbounds nuw i8, ptr %8, i64 2344
  %13 = load i64, ptr %12, align 8
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %40, label %15

15:                                               ; preds = %11
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 4128
  %17 = getelementptr inbounds nuw i8, ptr %8, i64 2360
  br label %18

18:                                               ; preds = %15, %37
  %19 = phi i64 [ 0, %15 ], [ %38, %37 ]
  %20 = shl nuw i64 1, %19
  %21 = and i64 %20, %3
  %22 = icmp eq i64 %21, 0
  br i1 %22, label %37, label %23

23:                                               ; preds = %18
  %24 = getelementptr inbounds nuw i64, ptr %16, i64 %19
  %25 = load i64, ptr %24, align 8
  %26 = sub i64 %2, %25
  %27 = load ptr, ptr %17, align 8
  %28 = getelementptr inbounds nuw %struct.local, ptr %27, i64 %19
  %29 = getelementptr inbounds nuw i8, ptr %28, i64 8
  %30 = load i64, ptr %29, align 8
  %31 = icmp ult i64 %26, %30
  br i1 %31, label %32, label %37

32:                                               ; preds = %23
  %33 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %34 = getelementptr inbounds nuw i64, ptr %33, i64 %19
  %35 = load i64, ptr %34, align 8
  %36 = add i64 %35, %26
  br label %40

37:                                               ; preds = %23, %18
  %38 = add nuw i64 %19, 1
  %39 = icmp eq i64 %38, %13
  br i1 %39, label %40, label %18

40:                                               ; preds = %37, %11, %32, %4
  %41 = phi i64 [ %2, %4 ], [ %36, %32 ], [ %2, %11 ], [ %2, %37 ]
  ret i64 %41
}

; Function Attrs: noinline nounwind optsize
define dso_local void @run(ptr noundef initializes((1936, 1968), (1976, 1984), (1992, 2000), (2008, 2032), (2040, 2048), (2064, 2072), (2080, 2088), (2384, 2392), (2920, 2952), (3040, 3048)) %0) local_unnamed_addr {
  %2 = alloca [33 x ptr], align 16
  %3 = alloca [3 x i32], align 4
  %4 = alloca i64, align 8
  %5 = alloca i64, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  store i64 0, ptr %4, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 1136
  %7 = load i64, ptr %6, align 8
  %8 = shl i64 %7, 28
  store i64 %8, ptr %5, align 8
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 1952
  store i64 0, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2080
  store i64 0, ptr %10, align 8
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2064
  store i64 0, ptr %11, align 8
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2040
  store i64 0, ptr %12, align 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 1944
  store i64 0, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  store i64 0, ptr %14, align 8
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 3040
  store i64 0, ptr %15, align 8
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 2024
  store i64 0, ptr %16, align 8
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 1992
  store i64 0, ptr %17, align 8
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  store i64 0, ptr %18, align 8
  %19 = getelementptr inbounds nuw i8, ptr %0, i64 1976
  store i64 0, ptr %19, align 8
  %20 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  store i64 0, ptr %20, align 8
  %21 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds nuw i8, ptr %0, i64 2008
  store i64 %22, ptr %23, align 8
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 2944
  store i64 0, ptr %24, align 8
  %25 = getelementptr inbounds nuw i8, ptr %0, i64 2384
  store i64 0, ptr %25, align 8
  %26 = getelementptr inbounds nuw i8, ptr %0, i64 2936
  store i64 0, ptr %26, align 8
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  store i64 0, ptr %27, align 8
  %28 = getelementptr inbounds nuw i8, ptr %0, i64 2920
  store i64 0, ptr %28, align 8
  %29 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %30 = load i64, ptr %29, align 8
  %31 = icmp eq i64 %30, 0
  br i1 %31, label %36, label %32

32:                                               ; preds = %1
  %33 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %34 = load ptr, ptr %33, align 8
  %35 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  br label %41

36:                                               ; preds = %41, %1
  %37 = getelementptr inbounds nuw i8, ptr %0, i64 40
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %40 = getelementptr inbounds nuw i8, ptr %0, i64 608
  store i64 %38, ptr %40, align 8
  br label %55

41:                                               ; preds = %32, %41
  %42 = phi i64 [ 0, %32 ], [ %47, %41 ]
  %43 = getelementptr inbounds nuw %struct.local, ptr %34, i64 %42
  %44 = load i64, ptr %43, align 8
  %45 = add i64 %44, %22
  %46 = getelementptr inbounds nuw i64, ptr %35, i64 %42
  store i64 %45, ptr %46, align 8
  %47 = add nuw i64 %42, 1
  %48 = icmp eq i64 %47, %30
  br i1 %48, label %36, label %41

49:                                               ; preds = %55
  %50 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 32), align 8
  %51 = load ptr, ptr %0, align 8
  %52 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %53 = call i32 %50(ptr noundef %51, ptr noundef %52, ptr noundef nonnull %2, i32 noundef 31)
  %54 = getelementptr inbounds nuw i8, ptr %0, i64 616
  br label %87

55:                                               ; preds = %36, %55
  %56 = phi i64 [ 0, %36 ], [ %59, %55 ]
  %57 = getelementptr inbounds nuw i64, ptr %39, i64 %56
  %58 = getelementptr inbounds nuw ptr, ptr %2, i64 %56
  store ptr %57, ptr %58, align 8
  %59 = add nuw nsw i64 %56, 1
  %60 = icmp eq i64 %59, 31
  br i1 %60, label %49, label %55

61:                                               ; preds = %87
  %62 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 32), align 8
  %63 = load ptr, ptr %0, align 8
  %64 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 80), align 8
  %65 = call i32 %62(ptr noundef %63, ptr noundef %64, ptr noundef nonnull %2, i32 noundef 32)
  %66 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 48), align 8
  %67 = trunc i64 %66 to i32
  store i32 %67, ptr %3, align 4
  %68 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 40), align 8
  %69 = trunc i64 %68 to i32
  %70 = getelementptr inbounds nuw i8, ptr %3, i64 4
  store i32 %69, ptr %70, align 4
  %71 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 64), align 8
  %72 = trunc i64 %71 to i32
  %73 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i32 %72, ptr %73, align 4
  store ptr %21, ptr %2, align 16
  %74 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store ptr %5, ptr %74, align 8
  %75 = getelementptr inbounds nuw i8, ptr %2, i64 16
  store ptr %4, ptr %75, align 16
  %76 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 32), align 8
  %77 = load ptr, ptr %0, align 8
  %78 = call i32 %76(ptr noundef %77, ptr noundef nonnull %3, ptr noundef nonnull %2, i32 noundef 3)
  %79 = load ptr, ptr @api, align 8
  %80 = load ptr, ptr %0, align 8
  %81 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %82 = load i64, ptr %81, align 8
  %83 = load i64, ptr %37, align 8
  %84 = call i32 %79(ptr noundef %80, i64 noundef %82, i64 noundef %83, i64 noundef 0, i64 noundef 0)
  %85 = sext i32 %84 to i64
  store i64 %85, ptr %17, align 8
  %86 = getelementptr inbounds nuw i8, ptr %0, i64 1144
  br label %100

87:                                               ; preds = %49, %87
  %88 = phi i64 [ 0, %49 ], [ %92, %87 ]
  %89 = shl nuw nsw i64 %88, 4
  %90 = getelementptr inbounds nuw i8, ptr %54, i64 %89
  %91 = getelementptr inbounds nuw ptr, ptr %2, i64 %88
  store ptr %90, ptr %91, align 8
  %92 = add nuw nsw i64 %88, 1
  %93 = icmp eq i64 %92, 32
  br i1 %93, label %61, label %87

94:                                               ; preds = %100
  %95 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %96 = load ptr, ptr %0, align 8
  %97 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %98 = call i32 %95(ptr noundef %96, ptr noundef %97, ptr noundef nonnull %2, i32 noundef 31)
  %99 = getelementptr inbounds nuw i8, ptr %0, i64 1392
  br label %123

100:                                              ; preds = %61, %100
  %101 = phi i64 [ 0, %61 ], [ %104, %100 ]
  %102 = getelementptr inbounds nuw i64, ptr %86, i64 %101
  %103 = getelementptr inbounds nuw ptr, ptr %2, i64 %101
  store ptr %102, ptr %103, align 8
  %104 = add nuw nsw i64 %101, 1
  %105 = icmp eq i64 %104, 31
  br i1 %105, label %94, label %100

106:                                              ; preds = %123
  %107 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %108 = load ptr, ptr %0, align 8
  %109 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 80), align 8
  %110 = call i32 %107(ptr noundef %108, ptr noundef %109, ptr noundef nonnull %2, i32 noundef 32)
  %111 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 64), align 8
  %112 = trunc i64 %111 to i32
  store i32 %112, ptr %70, align 4
  %113 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 56), align 8
  %114 = trunc i64 %113 to i32
  store i32 %114, ptr %73, align 4
  %115 = getelementptr inbounds nuw i8, ptr %0, i64 1912
  store i64 0, ptr %115, align 8
  %116 = getelementptr inbounds nuw i8, ptr %0, i64 1904
  store ptr %116, ptr %2, align 16
  store ptr %115, ptr %74, align 8
  %117 = getelementptr inbounds nuw i8, ptr %0, i64 1920
  store ptr %117, ptr %75, align 16
  %118 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 24), align 8
  %119 = load ptr, ptr %0, align 8
  %120 = call i32 %118(ptr noundef %119, ptr noundef nonnull %3, ptr noundef nonnull %2, i32 noundef 3)
  %121 = load i64, ptr %9, align 8
  %122 = icmp eq i64 %121, 0
  br i1 %122, label %130, label %139

123:                                              ; preds = %94, %123
  %124 = phi i64 [ 0, %94 ], [ %128, %123 ]
  %125 = shl nuw nsw i64 %124, 4
  %126 = getelementptr inbounds nuw i8, ptr %99, i64 %125
  %127 = getelementptr inbounds nuw ptr, ptr %2, i64 %124
  store ptr %126, ptr %127, align 8
  %128 = add nuw nsw i64 %124, 1
  %129 = icmp eq i64 %128, 32
  br i1 %129, label %106, label %123

130:                                              ; preds = %106
  %131 = load i64, ptr %17, align 8
  %132 = icmp eq i64 %131, 0
  %133 = load i64, ptr %117, align 8
  br i1 %132, label %134, label %137

134:                                              ; preds = %130
  %135 = load i64, ptr %37, align 8
  %136 = icmp eq i64 %133, %135
  br i1 %136, label %139, label %137

137:                                              ; preds = %134, %130
  store i64 5, ptr %9, align 8
  store i64 %133, ptr %18, align 8
  %138 = load i64, ptr %20, align 8
  store i64 %138, ptr %19, align 8
  br label %139

139:                                              ; preds = %137, %134, %106
  %140 = phi i64 [ 5, %137 ], [ 0, %134 ], [ %121, %106 ]
  %141 = load i64, ptr %29, align 8
  %142 = icmp eq i64 %141, 0
  br i1 %142, label %148, label %143

143:                                              ; preds = %139, %158
  %144 = phi i64 [ %159, %158 ], [ %140, %139 ]
  %145 = phi i64 [ %161, %158 ], [ 19, %139 ]
  %146 = phi i64 [ %160, %158 ], [ %140, %139 ]
  %147 = icmp eq i64 %146, 0
  br i1 %147, label %151, label %173

148:                                              ; preds = %158, %139
  %149 = phi i64 [ %140, %139 ], [ %159, %158 ]
  %150 = icmp eq i64 %149, 0
  br i1 %150, label %163, label %173

151:                                              ; preds = %143
  %152 = getelementptr inbounds nuw i64, ptr %86, i64 %145
  %153 = load i64, ptr %152, align 8
  %154 = getelementptr inbounds nuw i64, ptr %39, i64 %145
  %155 = load i64, ptr %154, align 8
  %156 = icmp eq i64 %153, %155
  br i1 %156, label %158, label %157

157:                                              ; preds = %151
  store i64 5, ptr %9, align 8
  br label %158

158:                                              ; preds = %151, %157
  %159 = phi i64 [ %144, %151 ], [ 5, %157 ]
  %160 = phi i64 [ 0, %151 ], [ 5, %157 ]
  %161 = add nuw nsw i64 %145, 1
  %162 = icmp eq i64 %161, 30
  br i1 %162, label %148, label %143

163:                                              ; preds = %148
  %164 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %165 = load ptr, ptr %164, align 8
  %166 = icmp eq ptr %165, null
  br i1 %166, label %173, label %167

167:                                              ; preds = %163
  %168 = load i64, ptr %10, align 8
  %169 = getelementptr inbounds nuw i8, ptr %165, i64 2080
  %170 = load i64, ptr %169, align 8
  %171 = icmp ult i64 %168, %170
  br i1 %171, label %172, label %173

172:                                              ; preds = %167
  store i64 21, ptr %9, align 8
  store i64 %168, ptr %18, align 8
  br label %173

173:                                              ; preds = %143, %172, %167, %163, %148
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret void
}

; Function Attrs: noinline nounwind optsize
define dso_local void @prepare_and_run(ptr noundef %0) local_unnamed_addr {
  tail call fastcc void @prepare(ptr noundef %0)
  tail call void @run(ptr noundef %0)
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @prepare(ptr noundef captures(none) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 2000
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %5 = load i64, ptr %4, align 8
  %6 = icmp ult i64 %3, %5
  br i1 %6, label %7, label %8

7:                                                ; preds = %1
  store i64 %5, ptr %2, align 8
  br label %8

8:                                                ; preds = %7, %1
  %9 = phi i64 [ %5, %7 ], [ %3, %1 ]
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %11 = load i64, ptr %10, align 8
  %12 = icmp ugt i64 %9, %11
  br i1 %12, label %13, label %14

13:                                               ; preds = %8
  store i64 %11, ptr %2, align 8
  br label %14

14:                                               ; preds = %13, %8
  %15 = phi i64 [ %11, %13 ], [ %9, %8 ]
  %16 = sub i64 %15, %5
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %18 = load ptr, ptr %17, align 8
  %19 = getelementptr inbounds nuw i8, ptr %18, i64 %16
  %20 = getelementptr inbounds nuw i8, ptr %0, i64 328
  %21 = load ptr, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 336
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds nuw i8, ptr %21, i64 %23
  %25 = getelementptr inbounds nuw i8, ptr %24, i64 %16
  %26 = getelementptr inbounds nuw i8, ptr %0, i64 312
  %27 = load i64, ptr %26, align 8
  %28 = sub i64 %27, %15
  %29 = tail call ptr @memcpy(ptr noundef %19, ptr noundef %25, i64 noundef %28)
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %31 = load ptr, ptr %30, align 8
  %32 = icmp eq ptr %31, null
  br i1 %32, label %39, label %33

33:                                               ; preds = %14
  %34 = getelementptr inbounds nuw i8, ptr %31, i64 %16
  %35 = load i64, ptr %26, align 8
  %36 = load i64, ptr %2, align 8
  %37 = sub i64 %35, %36
  %38 = tail call ptr @memset(ptr noundef nonnull %34, i32 noundef 0, i64 noundef %37)
  br label %39

39:                                               ; preds = %33, %14
  %40 = getelementptr inbounds nuw i8, ptr %0, i64 2368
  %41 = load ptr, ptr %40, align 8
  %42 = icmp eq ptr %41, null
  br i1 %42, label %49, label %43

43:                                               ; preds = %39
  %44 = getelementptr inbounds nuw i8, ptr %41, i64 %16
  %45 = load i64, ptr %26, align 8
  %46 = load i64, ptr %2, align 8
  %47 = sub i64 %45, %46
  %48 = tail call ptr @memset(ptr noundef nonnull %44, i32 noundef 0, i64 noundef %47)
  br label %49

49:                                               ; preds = %43, %39
  %50 = load i64, ptr %10, align 8
  store i64 %50, ptr %2, align 8
  %51 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %52 = load i64, ptr %51, align 8
  %53 = icmp eq i64 %52, 0
  br i1 %53, label %57, label %54

54:                                               ; preds = %49
  %55 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %56 = getelementptr inbounds nuw i8, ptr %0, i64 8
  br label %62

57:                                               ; preds = %129, %49
  %58 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %59 = load i64, ptr %58, align 8
  %60 = and i64 %59, 8
  %61 = icmp eq i64 %60, 0
  br i1 %61, label %135, label %133

62:                                               ; preds = %54, %129
  %63 = phi i64 [ 0, %54 ], [ %130, %129 ]
  %64 = load ptr, ptr %55, align 8
  %65 = getelementptr inbounds nuw %struct.region, ptr %64, i64 %63
  %66 = getelementptr inbounds nuw i8, ptr %65, i64 8
  %67 = load i64, ptr %66, align 8
  %68 = load i64, ptr %65, align 8
  %69 = sub i64 %67, %68
  %70 = getelementptr inbounds nuw i8, ptr %65, i64 64
  %71 = load i64, ptr %70, align 8
  %72 = and i64 %71, 7
  %73 = icmp eq i64 %72, 0
  br i1 %73, label %74, label %80

74:                                               ; preds = %62
  %75 = getelementptr inbounds nuw i8, ptr %65, i64 16
  %76 = load ptr, ptr %75, align 8
  %77 = getelementptr inbounds nuw i8, ptr %65, i64 32
  %78 = load ptr, ptr %77, align 8
  %79 = tail call ptr @memcpy(ptr noundef %76, ptr noundef %78, i64 noundef %69)
  br label %80

80:                                               ; preds = %74, %62
  %81 = load i64, ptr %56, align 8
  %82 = and i64 %81, 1
  %83 = icmp eq i64 %82, 0
  br i1 %83, label %84, label %129

84:                                               ; preds = %80
  %85 = load i64, ptr %70, align 8
  %86 = and i64 %85, 2
  %87 = icmp eq i64 %86, 0
  br i1 %87, label %120, label %88

88:                                               ; preds = %84
  %89 = icmp eq i64 %67, %68
  br i1 %89, label %129, label %90

90:                                               ; preds = %88
  %91 = getelementptr inbounds nuw i8, ptr %65, i64 48
  %92 = getelementptr inbounds nuw i8, ptr %65, i64 24
  %93 = getelementptr inbounds nuw i8, ptr %65, i64 40
  %94 = getelementptr inbounds nuw i8, ptr %65, i64 16
  %95 = getelementptr inbounds nuw i8, ptr %65, i64 32
  br label %96

96:                                               ; preds = %90, %116
  %97 = phi i64 [ 0, %90 ], [ %118, %116 ]
  %98 = phi i64 [ 0, %90 ], [ %117, %116 ]
  %99 = load ptr, ptr %91, align 8
  %100 = getelementptr inbounds nuw i8, ptr %99, i64 %98
  %101 = load i8, ptr %100, align 1
  %102 = icmp eq i8 %101, 0
  br i1 %102, label %116, label %103

103:                                              ; preds = %96
  store i8 0, ptr %100, align 1
  %104 = load ptr, ptr %92, align 8
  %105 = getelementptr inbounds nuw i8, ptr %104, i64 %97
  %106 = tail call ptr @memset(ptr noundef %105, i32 noundef 0, i64 noundef 4096)
  %107 = load ptr, ptr %93, align 8
  %108 = shl i64 %98, 9
  %109 = getelementptr inbounds nuw i8, ptr %107, i64 %108
  %110 = tail call ptr @memset(ptr noundef %109, i32 noundef 0, i64 noundef 512)
  %111 = load ptr, ptr %94, align 8
  %112 = getelementptr inbounds nuw i8, ptr %111, i64 %97
  %113 = load ptr, ptr %95, align 8
  %114 = getelementptr inbounds nuw i8, ptr %113, i64 %97
  %115 = tail call ptr @memcpy(ptr noundef %112, ptr noundef %114, i64 noundef 4096)
  br label %116

116:                                              ; preds = %96, %103
  %117 = add i64 %98, 1
  %118 = shl i64 %117, 12
  %119 = icmp ult i64 %118, %69
  br i1 %119, label %96, label %129

120:                                              ; preds = %84
  %121 = getelementptr inbounds nuw i8, ptr %65, i64 24
  %122 = load ptr, ptr %121, align 8
  %123 = tail call ptr @memset(ptr noundef %122, i32 noundef 0, i64 noundef %69)
  %124 = getelementptr inbounds nuw i8, ptr %65, i64 40
  %125 = load ptr, ptr %124, align 8
  %126 = lshr i64 %69, 3
  %127 = add nuw nsw i64 %126, 2
  %128 = tail call ptr @memset(ptr noundef %125, i32 noundef 0, i64 noundef %127)
  br label %129

129:                                              ; preds = %116, %88, %120, %80
  %130 = add nuw i64 %63, 1
  %131 = load i64, ptr %51, align 8
  %132 = icmp ult i64 %130, %131
  br i1 %132, label %62, label %57

133:                                              ; preds = %57
  %134 = getelementptr inbounds nuw i8, ptr %0, i64 2112
  store i64 0, ptr %134, align 8
  br label %135

135:                                              ; preds = %133, %57
  ret void
}

; Function Attrs: noinline nounwind optsize
define dso_local range(i64 0, 7) i64 @compare(ptr noundef captures(none) %0) local_unnamed_addr {
  %2 = alloca [2 x i64], align 16
  %3 = load ptr, ptr %0, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %5 = load ptr, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %5, i64 1952
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds nuw i8, ptr %3, i64 1952
  %9 = load i64, ptr %8, align 8
  %10 = icmp eq i64 %7, %9
  br i1 %10, label %11, label %190

11:                                               ; preds = %1
  %12 = icmp eq i64 %7, 0
  br i1 %12, label %13, label %115

13:                                               ; preds = %11
  %14 = getelementptr inbounds nuw i8, ptr %5, i64 1144
  %15 = getelementptr inbounds nuw i8, ptr %5, i64 368
  br label %22

16:                                               ; preds = %22
  %17 = add nuw nsw i64 %23, 1
  %18 = icmp eq i64 %17, 30
  br i1 %18, label %19, label %22

19:                                               ; preds = %16
  %20 = getelementptr inbounds nuw i8, ptr %5, i64 1392
  %21 = getelementptr inbounds nuw i8, ptr %5, i64 616
  br label %31

22:                                               ; preds = %13, %16
  %23 = phi i64 [ 18, %13 ], [ %17, %16 ]
  %24 = getelementptr inbounds nuw i64, ptr %14, i64 %23
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds nuw i64, ptr %15, i64 %23
  %27 = load i64, ptr %26, align 8
  %28 = icmp eq i64 %25, %27
  br i1 %28, label %16, label %29

29:                                               ; preds = %22
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 440
  store i64 %23, ptr %30, align 8
  br label %190

31:                                               ; preds = %19, %43
  %32 = phi i64 [ 8, %19 ], [ %44, %43 ]
  %33 = shl nuw nsw i64 %32, 1
  %34 = getelementptr inbounds nuw i64, ptr %20, i64 %33
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds nuw i64, ptr %21, i64 %33
  %37 = load i64, ptr %36, align 8
  %38 = icmp eq i64 %35, %37
  br i1 %38, label %43, label %39

39:                                               ; preds = %31
  %40 = and i64 %32, 4294967231
  %41 = or disjoint i64 %40, 64
  %42 = getelementptr inbounds nuw i8, ptr %0, i64 440
  store i64 %41, ptr %42, align 8
  br label %190

43:                                               ; preds = %31
  %44 = add nuw nsw i64 %32, 1
  %45 = icmp eq i64 %44, 16
  br i1 %45, label %46, label %31

46:                                               ; preds = %43
  %47 = getelementptr inbounds nuw i8, ptr %5, i64 1904
  %48 = load i64, ptr %47, align 8
  %49 = getelementptr inbounds nuw i8, ptr %5, i64 1128
  %50 = load i64, ptr %49, align 8
  %51 = icmp eq i64 %48, %50
  br i1 %51, label %52, label %190

52:                                               ; preds = %46
  %53 = getelementptr inbounds nuw i8, ptr %5, i64 1912
  %54 = load i64, ptr %53, align 8
  %55 = and i64 %54, 130547712
  %56 = icmp eq i64 %55, 0
  br i1 %56, label %57, label %190

57:                                               ; preds = %52
  %58 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %59 = load i64, ptr %58, align 8
  %60 = icmp eq i64 %59, 0
  br i1 %60, label %98, label %61

61:                                               ; preds = %57
  %62 = getelementptr inbounds nuw i8, ptr %0, i64 32
  %63 = getelementptr inbounds nuw i8, ptr %3, i64 1392
  %64 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %65 = getelementptr inbounds nuw i8, ptr %3, i64 1144
  br label %66

66:                                               ; preds = %61, %95
  %67 = phi i64 [ 0, %61 ], [ %96, %95 ]
  %68 = getelementptr inbounds nuw %struct.argument, ptr %62, i64 %67
  %69 = load i64, ptr %68, align 8
  %70 = icmp eq i64 %69, 0
  %71 = getelementptr inbounds nuw i8, ptr %68, i64 8
  %72 = load i64, ptr %71, align 8
  br i1 %70, label %80, label %73

73:                                               ; preds = %66
  %74 = shl i64 %72, 4
  %75 = getelementptr inbounds nuw i8, ptr %63, i64 %74
  %76 = getelementptr inbounds nuw i8, ptr %20, i64 %74
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %77 = load i64, ptr %76, align 8
  store i64 %77, ptr %2, align 16
  %78 = getelementptr inbounds nuw i8, ptr %76, i64 8
  %79 = load i64, ptr %78, align 8
  store i64 %79, ptr %64, align 8
  br label %89

80:                                               ; preds = %66
  %81 = getelementptr inbounds nuw i64, ptr %65, i64 %72
  %82 = getelementptr inbounds nuw i64, ptr %14, i64 %72
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %83 = load i64, ptr %82, align 8
  store i64 %83, ptr %2, align 16
  store i64 0, ptr %64, align 8
  %84 = getelementptr inbounds nuw i8, ptr %68, i64 16
  %85 = load i64, ptr %84, align 8
  %86 = icmp eq i64 %85, 64
  br i1 %86, label %87, label %89

87:                                               ; preds = %80
  %88 = tail call fastcc i64 @translated(ptr noundef nonnull %5, i64 noundef %83)
  store i64 %88, ptr %2, align 16
  br label %89

89:                                               ; preds = %73, %87, %80
  %90 = phi ptr [ %81, %87 ], [ %81, %80 ], [ %75, %73 ]
  %91 = call fastcc i32 @same_value(ptr noundef nonnull %68, ptr noundef nonnull %90, ptr noundef nonnull %2)
  %92 = icmp eq i32 %91, 0
  br i1 %92, label %93, label %95

93:                                               ; preds = %89
  %94 = getelementptr inbounds nuw i8, ptr %0, i64 440
  store i64 %67, ptr %94, align 8
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %190

95:                                               ; preds = %89
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  %96 = add nuw i64 %67, 1
  %97 = icmp eq i64 %96, %59
  br i1 %97, label %98, label %66

98:                                               ; preds = %95, %57
  %99 = getelementptr inbounds nuw i8, ptr %3, i64 1128
  %100 = load i64, ptr %99, align 8
  %101 = getelementptr inbounds nuw i8, ptr %3, i64 304
  %102 = load i64, ptr %101, align 8
  %103 = sub i64 %100, %102
  %104 = getelementptr inbounds nuw i8, ptr %3, i64 320
  %105 = load ptr, ptr %104, align 8
  %106 = getelementptr inbounds nuw i8, ptr %105, i64 %103
  %107 = getelementptr inbounds nuw i8, ptr %5, i64 320
  %108 = load ptr, ptr %107, align 8
  %109 = getelementptr inbounds nuw i8, ptr %108, i64 %103
  %110 = getelementptr inbounds nuw i8, ptr %3, i64 312
  %111 = load i64, ptr %110, align 8
  %112 = sub i64 %111, %100
  %113 = tail call i32 @memcmp(ptr noundef %106, ptr noundef %109, i64 noundef %112)
  %114 = icmp eq i32 %113, 0
  br i1 %114, label %115, label %190

115:                                              ; preds = %98, %11
  %116 = getelementptr inbounds nuw i8, ptr %3, i64 344
  %117 = load i64, ptr %116, align 8
  %118 = icmp eq i64 %117, 0
  br i1 %118, label %190, label %119

119:                                              ; preds = %115
  %120 = getelementptr inbounds nuw i8, ptr %3, i64 352
  %121 = getelementptr inbounds nuw i8, ptr %5, i64 352
  %122 = getelementptr inbounds nuw i8, ptr %3, i64 2344
  %123 = getelementptr inbounds nuw i8, ptr %0, i64 464
  br label %124

124:                                              ; preds = %119, %186
  %125 = phi i64 [ 0, %119 ], [ %187, %186 ]
  %126 = load ptr, ptr %120, align 8
  %127 = getelementptr inbounds nuw %struct.region, ptr %126, i64 %125
  %128 = load ptr, ptr %121, align 8
  %129 = getelementptr inbounds nuw %struct.region, ptr %128, i64 %125
  %130 = getelementptr inbounds nuw i8, ptr %127, i64 64
  %131 = load i64, ptr %130, align 8
  %132 = and i64 %131, 5
  %133 = icmp eq i64 %132, 0
  br i1 %133, label %134, label %186

134:                                              ; preds = %124
  %135 = getelementptr inbounds nuw i8, ptr %127, i64 8
  %136 = load i64, ptr %135, align 8
  %137 = load i64, ptr %127, align 8
  %138 = sub i64 %136, %137
  %139 = load i64, ptr %122, align 8
  %140 = icmp eq i64 %139, 0
  br i1 %140, label %146, label %141

141:                                              ; preds = %134
  %142 = tail call fastcc i32 @same_places(ptr noundef nonnull %0, ptr noundef nonnull %127, ptr noundef %129)
  %143 = icmp eq i32 %142, 0
  br i1 %143, label %144, label %186

144:                                              ; preds = %141
  %145 = getelementptr inbounds nuw i8, ptr %0, i64 440
  store i64 %125, ptr %145, align 8
  br label %190

146:                                              ; preds = %134
  %147 = and i64 %131, 2
  %148 = icmp eq i64 %147, 0
  br i1 %148, label %155, label %149

149:                                              ; preds = %146
  %150 = icmp eq i64 %136, %137
  br i1 %150, label %186, label %151

151:                                              ; preds = %149
  %152 = getelementptr inbounds nuw i8, ptr %127, i64 48
  %153 = getelementptr inbounds nuw i8, ptr %127, i64 16
  %154 = getelementptr inbounds nuw i8, ptr %129, i64 16
  br label %165

155:                                              ; preds = %146
  %156 = getelementptr inbounds nuw i8, ptr %127, i64 16
  %157 = load ptr, ptr %156, align 8
  %158 = getelementptr inbounds nuw i8, ptr %129, i64 16
  %159 = load ptr, ptr %158, align 8
  %160 = load i64, ptr %123, align 8
  %161 = tail call fastcc i32 @differ(ptr noundef %157, ptr noundef %159, i64 noundef %138, i64 noundef %137, i64 noundef %160, ptr noundef nonnull %5)
  %162 = icmp eq i32 %161, 0
  br i1 %162, label %186, label %163

163:                                              ; preds = %155
  %164 = getelementptr inbounds nuw i8, ptr %0, i64 440
  store i64 %125, ptr %164, align 8
  br label %190

165:                                              ; preds = %151, %182
  %166 = phi i64 [ 0, %151 ], [ %184, %182 ]
  %167 = phi i64 [ 0, %151 ], [ %183, %182 ]
  %168 = load ptr, ptr %152, align 8
  %169 = getelementptr inbounds nuw i8, ptr %168, i64 %167
  %170 = load i8, ptr %169, align 1
  %171 = icmp eq i8 %170, 0
  br i1 %171, label %182, label %172

172:                                              ; preds = %165
  %173 = load ptr, ptr %153, align 8
  %174 = getelementptr inbounds nuw i8, ptr %173, i64 %166
  %175 = load ptr, ptr %154, align 8
  %176 = getelementptr inbounds nuw i8, ptr %175, i64 %166
  %177 = load i64, ptr %123, align 8
  %178 = tail call fastcc i32 @differ(ptr noundef %174, ptr noundef %176, i64 noundef 4096, i64 noundef 0, i64 noundef %177, ptr noundef %5)
  %179 = icmp eq i32 %178, 0
  br i1 %179, label %182, label %180

180:                                              ; preds = %172
  %181 = getelementptr inbounds nuw i8, ptr %0, i64 440
  store i64 %125, ptr %181, align 8
  br label %190

182:                                              ; preds = %165, %172
  %183 = add i64 %167, 1
  %184 = shl i64 %183, 12
  %185 = icmp ult i64 %184, %138
  br i1 %185, label %165, label %186

186:                                              ; preds = %182, %149, %124, %141, %155
  %187 = add nuw i64 %125, 1
  %188 = load i64, ptr %116, align 8
  %189 = icmp ult i64 %187, %188
  br i1 %189, label %124, label %190

190:                                              ; preds = %186, %115, %144, %163, %180, %93, %39, %29, %52, %46, %1, %98
  %191 = phi i64 [ 2, %29 ], [ 1, %1 ], [ 3, %46 ], [ 4, %52 ], [ 2, %39 ], [ 6, %98 ], [ 5, %93 ], [ 6, %144 ], [ 6, %180 ], [ 6, %163 ], [ 0, %115 ], [ 0, %186 ]
  ret i64 %191
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @translated(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2152
  %4 = load i64, ptr %3, align 8
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %24, label %6

6:                                                ; preds = %2
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2160
  %8 = load ptr, ptr %7, align 8
  br label %12

9:                                                ; preds = %12
  %10 = add nuw i64 %13, 1
  %11 = icmp eq i64 %10, %4
  br i1 %11, label %24, label %12

12:                                               ; preds = %6, %9
  %13 = phi i64 [ 0, %6 ], [ %10, %9 ]
  %14 = getelementptr inbounds nuw %struct.twin, ptr %8, i64 %13
  %15 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %16 = load i64, ptr %15, align 8
  %17 = sub i64 %1, %16
  %18 = getelementptr inbounds nuw i8, ptr %14, i64 16
  %19 = load i64, ptr %18, align 8
  %20 = icmp ult i64 %17, %19
  br i1 %20, label %21, label %9

21:                                               ; preds = %12
  %22 = load i64, ptr %14, align 8
  %23 = add i64 %22, %17
  br label %24

24:                                               ; preds = %9, %2, %21
  %25 = phi i64 [ %23, %21 ], [ %1, %2 ], [ %1, %9 ]
  ret i64 %25
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @same_value(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1, ptr noundef readonly captures(none) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %5 = load i64, ptr %4, align 8
  %6 = tail call fastcc i64 @ones(i64 noundef %5)
  %7 = load i64, ptr %1, align 8
  %8 = and i64 %7, %6
  %9 = load i64, ptr %2, align 8
  %10 = and i64 %9, %6
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %12 = load i64, ptr %11, align 8
  %13 = tail call fastcc i32 @same_bits(i64 noundef %8, i64 noundef %10, i64 noundef %12)
  %14 = icmp eq i32 %13, 0
  br i1 %14, label %23, label %15

15:                                               ; preds = %3
  %16 = icmp ult i64 %5, 65
  br i1 %16, label %23, label %17

17:                                               ; preds = %15
  %18 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %21 = load i64, ptr %20, align 8
  %22 = tail call fastcc i32 @same_bits(i64 noundef %19, i64 noundef %21, i64 noundef %12)
  br label %23

23:                                               ; preds = %15, %17, %3
  %24 = phi i32 [ 0, %3 ], [ 1, %15 ], [ %22, %17 ]
  ret i32 %24
}

; Function Attrs: optsize
declare i32 @memcmp(ptr noundef, ptr noundef, i64 noundef) local_unnamed_addr

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @same_places(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1, ptr noundef readonly captures(none) %2) unnamed_addr {
  %4 = alloca i64, align 8
  %5 = alloca i64, align 8
  %6 = load ptr, ptr %0, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %8 = load ptr, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %10 = load i64, ptr %9, align 8
  %11 = load i64, ptr %1, align 8
  %12 = sub i64 %10, %11
  %13 = icmp eq i64 %10, %11
  br i1 %13, label %146, label %14

14:                                               ; preds = %3
  %15 = getelementptr inbounds nuw i8, ptr %1, i64 64
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 48
  %17 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %18 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %19 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %20 = getelementptr inbounds nuw i8, ptr %6, i64 2344
  %21 = getelementptr inbounds nuw i8, ptr %6, i64 2408
  %22 = getelementptr inbounds nuw i8, ptr %6, i64 2360
  %23 = getelementptr inbounds nuw i8, ptr %6, i64 2352
  %24 = getelementptr inbounds nuw i8, ptr %8, i64 2928
  %25 = getelementptr inbounds nuw i8, ptr %8, i64 2408
  br label %26

26:                                               ; preds = %14, %142
  %27 = phi i64 [ 0, %14 ], [ %144, %142 ]
  %28 = sub nuw i64 %12, %27
  %29 = icmp ult i64 %28, 8
  %30 = call i64 @llvm.umin.i64(i64 %28, i64 8)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  store i64 0, ptr %4, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  store i64 0, ptr %5, align 8
  %31 = load i64, ptr %15, align 8
  %32 = and i64 %31, 2
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %42, label %34

34:                                               ; preds = %26
  %35 = load ptr, ptr %16, align 8
  %36 = lshr i64 %27, 12
  %37 = getelementptr inbounds nuw i8, ptr %35, i64 %36
  %38 = load i8, ptr %37, align 1
  %39 = icmp eq i8 %38, 0
  br i1 %39, label %40, label %42

40:                                               ; preds = %34
  %41 = or i64 %27, 4088
  br label %142

42:                                               ; preds = %34, %26
  %43 = load ptr, ptr %17, align 8
  %44 = getelementptr inbounds nuw i8, ptr %43, i64 %27
  %45 = call ptr @memcpy(ptr noundef nonnull %4, ptr noundef %44, i64 noundef %30)
  %46 = load ptr, ptr %18, align 8
  %47 = getelementptr inbounds nuw i8, ptr %46, i64 %27
  %48 = call ptr @memcpy(ptr noundef nonnull %5, ptr noundef %47, i64 noundef %30)
  %49 = icmp ugt i64 %28, 7
  %50 = load i64, ptr %5, align 8
  br i1 %49, label %51, label %53

51:                                               ; preds = %42
  %52 = call fastcc i64 @translated(ptr noundef %8, i64 noundef %50)
  store i64 %52, ptr %5, align 8
  br label %53

53:                                               ; preds = %51, %42
  %54 = phi i64 [ %52, %51 ], [ %50, %42 ]
  %55 = load i64, ptr %4, align 8
  %56 = icmp eq i64 %55, %54
  br i1 %56, label %57, label %67

57:                                               ; preds = %53
  %58 = call fastcc i32 @in_frame(ptr noundef %6, i64 noundef %54)
  %59 = icmp eq i32 %58, 0
  br i1 %59, label %142, label %60

60:                                               ; preds = %57
  %61 = load ptr, ptr %17, align 8
  %62 = getelementptr inbounds nuw i8, ptr %61, i64 %27
  %63 = load ptr, ptr %19, align 8
  %64 = getelementptr inbounds nuw i8, ptr %63, i64 %27
  %65 = call i32 @memcmp(ptr noundef %62, ptr noundef %64, i64 noundef %30)
  %66 = icmp eq i32 %65, 0
  br i1 %66, label %142, label %67

67:                                               ; preds = %53, %60
  %68 = load i64, ptr %20, align 8
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %85, label %70

70:                                               ; preds = %67
  %71 = load i64, ptr %4, align 8
  %72 = load ptr, ptr %22, align 8
  br label %73

73:                                               ; preds = %70, %82
  %74 = phi i64 [ 0, %70 ], [ %83, %82 ]
  %75 = getelementptr inbounds nuw i64, ptr %21, i64 %74
  %76 = load i64, ptr %75, align 8
  %77 = sub i64 %71, %76
  %78 = getelementptr inbounds nuw %struct.local, ptr %72, i64 %74
  %79 = getelementptr inbounds nuw i8, ptr %78, i64 8
  %80 = load i64, ptr %79, align 8
  %81 = icmp ult i64 %77, %80
  br i1 %81, label %85, label %82

82:                                               ; preds = %73
  %83 = add nuw i64 %74, 1
  %84 = icmp eq i64 %83, %68
  br i1 %84, label %88, label %73

85:                                               ; preds = %73, %67
  %86 = phi i64 [ 0, %67 ], [ %74, %73 ]
  %87 = icmp eq i64 %86, %68
  br i1 %87, label %88, label %108

88:                                               ; preds = %82, %85
  %89 = load i64, ptr %23, align 8
  %90 = icmp eq i64 %89, 0
  %91 = or i1 %90, %69
  %92 = select i1 %90, i64 %68, i64 0
  br i1 %91, label %108, label %93

93:                                               ; preds = %88
  %94 = load i64, ptr %4, align 8
  %95 = load ptr, ptr %22, align 8
  br label %96

96:                                               ; preds = %93, %105
  %97 = phi i64 [ 0, %93 ], [ %106, %105 ]
  %98 = getelementptr inbounds nuw i64, ptr %21, i64 %97
  %99 = load i64, ptr %98, align 8
  %100 = sub i64 %94, %99
  %101 = getelementptr inbounds nuw %struct.local, ptr %95, i64 %97
  %102 = getelementptr inbounds nuw i8, ptr %101, i64 8
  %103 = load i64, ptr %102, align 8
  %104 = icmp eq i64 %100, %103
  br i1 %104, label %108, label %105

105:                                              ; preds = %96
  %106 = add nuw i64 %97, 1
  %107 = icmp eq i64 %106, %68
  br i1 %107, label %108, label %96

108:                                              ; preds = %105, %96, %88, %85
  %109 = phi i64 [ %92, %88 ], [ %86, %85 ], [ %68, %105 ], [ %97, %96 ]
  br i1 %29, label %110, label %113

110:                                              ; preds = %108
  %111 = load i64, ptr %4, align 8
  %112 = load i64, ptr %5, align 8
  br label %120

113:                                              ; preds = %108
  %114 = load i64, ptr %5, align 8
  %115 = call fastcc i32 @in_frame(ptr noundef %8, i64 noundef %114)
  %116 = icmp eq i32 %115, 0
  %117 = icmp eq i64 %109, %68
  %118 = or i1 %117, %116
  %119 = load i64, ptr %4, align 8
  br i1 %118, label %120, label %124

120:                                              ; preds = %110, %113
  %121 = phi i64 [ %112, %110 ], [ %114, %113 ]
  %122 = phi i64 [ %111, %110 ], [ %119, %113 ]
  %123 = icmp eq i64 %122, %121
  br i1 %123, label %142, label %141

124:                                              ; preds = %113
  %125 = getelementptr inbounds nuw i64, ptr %21, i64 %109
  %126 = load i64, ptr %125, align 8
  %127 = sub i64 %126, %119
  %128 = add i64 %127, %114
  %129 = load i64, ptr %24, align 8
  %130 = shl nuw i64 1, %109
  %131 = and i64 %129, %130
  %132 = icmp eq i64 %131, 0
  br i1 %132, label %133, label %137

133:                                              ; preds = %124
  %134 = getelementptr inbounds nuw i64, ptr %25, i64 %109
  store i64 %128, ptr %134, align 8
  %135 = load i64, ptr %24, align 8
  %136 = or i64 %135, %130
  store i64 %136, ptr %24, align 8
  br label %137

137:                                              ; preds = %133, %124
  %138 = getelementptr inbounds nuw i64, ptr %25, i64 %109
  %139 = load i64, ptr %138, align 8
  %140 = icmp eq i64 %139, %128
  br i1 %140, label %142, label %141

141:                                              ; preds = %137, %120
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %146

142:                                              ; preds = %137, %120, %57, %60, %40
  %143 = phi i64 [ %27, %120 ], [ %27, %57 ], [ %41, %40 ], [ %27, %60 ], [ %27, %137 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  %144 = add i64 %143, 8
  %145 = icmp ult i64 %144, %12
  br i1 %145, label %26, label %146

146:                                              ; preds = %142, %3, %141
  %147 = phi i32 [ 0, %141 ], [ 1, %3 ], [ 1, %142 ]
  ret i32 %147
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @differ(ptr noundef %0, ptr noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4, ptr noundef readonly captures(none) %5) unnamed_addr {
  %7 = alloca i64, align 8
  %8 = alloca i64, align 8
  %9 = alloca i64, align 8
  %10 = alloca i64, align 8
  %11 = tail call i32 @memcmp(ptr noundef %0, ptr noundef %1, i64 noundef %2)
  %12 = icmp eq i32 %11, 0
  br i1 %12, label %85, label %13

13:                                               ; preds = %6
  %14 = icmp eq i64 %4, 0
  br i1 %14, label %15, label %19

15:                                               ; preds = %13
  %16 = getelementptr inbounds nuw i8, ptr %5, i64 2152
  %17 = load i64, ptr %16, align 8
  %18 = icmp eq i64 %17, 0
  br i1 %18, label %85, label %19

19:                                               ; preds = %15, %13
  %20 = icmp eq i64 %2, 0
  br i1 %20, label %85, label %21

21:                                               ; preds = %19
  %22 = and i64 %4, 4
  %23 = sub nuw nsw i64 8, %22
  %24 = and i64 %4, 8
  %25 = icmp eq i64 %24, 0
  %26 = select i1 %25, i64 4, i64 8
  %27 = icmp samesign ugt i64 %23, %26
  %28 = select i1 %14, i1 true, i1 %27
  br label %29

29:                                               ; preds = %21, %81
  %30 = phi i64 [ 0, %21 ], [ %83, %81 ]
  %31 = getelementptr inbounds nuw i8, ptr %0, i64 %30
  %32 = load i8, ptr %31, align 1
  %33 = getelementptr inbounds nuw i8, ptr %1, i64 %30
  %34 = load i8, ptr %33, align 1
  %35 = icmp eq i8 %32, %34
  br i1 %35, label %81, label %36

36:                                               ; preds = %29
  %37 = add i64 %30, %3
  %38 = and i64 %37, 7
  %39 = sub i64 %30, %38
  %40 = icmp ugt i64 %38, %30
  %41 = add i64 %39, 8
  %42 = icmp ugt i64 %41, %2
  %43 = or i1 %40, %42
  br i1 %43, label %54, label %44

44:                                               ; preds = %36
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  %45 = getelementptr inbounds nuw i8, ptr %0, i64 %39
  %46 = call ptr @memcpy(ptr noundef nonnull %7, ptr noundef %45, i64 noundef 8)
  %47 = getelementptr inbounds nuw i8, ptr %1, i64 %39
  %48 = call ptr @memcpy(ptr noundef nonnull %8, ptr noundef %47, i64 noundef 8)
  %49 = load i64, ptr %8, align 8
  %50 = call fastcc i64 @translated(ptr noundef %5, i64 noundef %49)
  %51 = load i64, ptr %7, align 8
  %52 = icmp eq i64 %50, %51
  %53 = add i64 %39, 7
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  br i1 %52, label %81, label %54

54:                                               ; preds = %44, %36
  br i1 %28, label %85, label %55

55:                                               ; preds = %54, %76
  %56 = phi i64 [ 8, %76 ], [ %23, %54 ]
  %57 = add nsw i64 %56, -1
  %58 = and i64 %57, %37
  %59 = sub i64 %30, %58
  call void @llvm.lifetime.start.p0(ptr nonnull %9)
  store i64 0, ptr %9, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %10)
  store i64 0, ptr %10, align 8
  %60 = icmp ugt i64 %58, %30
  %61 = add i64 %59, %56
  %62 = icmp ugt i64 %61, %2
  %63 = or i1 %60, %62
  br i1 %63, label %77, label %64

64:                                               ; preds = %55
  %65 = getelementptr inbounds nuw i8, ptr %0, i64 %59
  %66 = call ptr @memcpy(ptr noundef nonnull %9, ptr noundef %65, i64 noundef %56)
  %67 = getelementptr inbounds nuw i8, ptr %1, i64 %59
  %68 = call ptr @memcpy(ptr noundef nonnull %10, ptr noundef %67, i64 noundef %56)
  %69 = load i64, ptr %9, align 8
  %70 = load i64, ptr %10, align 8
  %71 = call fastcc i32 @same_nan(i64 noundef %69, i64 noundef %70, i64 noundef %56)
  %72 = icmp eq i32 %71, 0
  call void @llvm.lifetime.end.p0(ptr nonnull %10)
  call void @llvm.lifetime.end.p0(ptr nonnull %9)
  %73 = shl nuw nsw i64 %56, 1
  %74 = icmp samesign ule i64 %73, %26
  %75 = select i1 %74, i1 %72, i1 false
  br i1 %75, label %76, label %80

76:                                               ; preds = %64, %77
  br label %55

77:                                               ; preds = %55
  call void @llvm.lifetime.end.p0(ptr nonnull %10)
  call void @llvm.lifetime.end.p0(ptr nonnull %9)
  %78 = shl nuw nsw i64 %56, 1
  %79 = icmp samesign ugt i64 %78, %26
  br i1 %79, label %85, label %76

80:                                               ; preds = %64
  br i1 %72, label %85, label %81

81:                                               ; preds = %44, %80, %29
  %82 = phi i64 [ %30, %29 ], [ %30, %80 ], [ %53, %44 ]
  %83 = add i64 %82, 1
  %84 = icmp ult i64 %83, %2
  br i1 %84, label %29, label %85

85:                                               ; preds = %54, %81, %80, %77, %19, %15, %6
  %86 = phi i32 [ 1, %15 ], [ 0, %6 ], [ 0, %19 ], [ 1, %77 ], [ 0, %81 ], [ 1, %54 ], [ 1, %80 ]
  ret i32 %86
}

; Function Attrs: noinline nounwind optsize
define dso_local range(i64 0, 7) i64 @check(ptr noundef captures(none) %0) local_unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load ptr, ptr %3, align 8
  tail call fastcc void @move_frame(ptr noundef %2)
  tail call fastcc void @prepare(ptr noundef %2)
  %5 = getelementptr inbounds nuw i8, ptr %2, i64 256
  %6 = load ptr, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %2, i64 32
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %2, i64 24
  %10 = load i64, ptr %9, align 8
  %11 = sub i64 %8, %10
  %12 = lshr i64 %11, 2
  %13 = tail call ptr @memset(ptr noundef %6, i32 noundef 0, i64 noundef %12)
  tail call void @run(ptr noundef %2)
  %14 = tail call fastcc i32 @ended(ptr noundef %2)
  %15 = icmp eq i32 %14, 0
  br i1 %15, label %32, label %16

16:                                               ; preds = %1
  tail call fastcc void @count_path(ptr noundef nonnull %0)
  tail call fastcc void @mirror(ptr noundef nonnull %0)
  %17 = getelementptr inbounds nuw i8, ptr %2, i64 1936
  %18 = load i64, ptr %17, align 8
  %19 = shl i64 %18, 6
  %20 = add i64 %19, 2000
  %21 = getelementptr inbounds nuw i8, ptr %4, i64 1928
  store i64 %20, ptr %21, align 8
  %22 = getelementptr inbounds nuw i8, ptr %4, i64 256
  %23 = load ptr, ptr %22, align 8
  %24 = getelementptr inbounds nuw i8, ptr %4, i64 32
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds nuw i8, ptr %4, i64 24
  %27 = load i64, ptr %26, align 8
  %28 = sub i64 %25, %27
  %29 = lshr i64 %28, 2
  %30 = tail call ptr @memset(ptr noundef %23, i32 noundef 0, i64 noundef %29)
  tail call void @run(ptr noundef %4)
  %31 = tail call fastcc i64 @compare_here(ptr noundef nonnull %0)
  br label %32

32:                                               ; preds = %1, %16
  %33 = phi i64 [ %31, %16 ], [ 1, %1 ]
  %34 = getelementptr inbounds nuw i8, ptr %0, i64 432
  store i64 %33, ptr %34, align 8
  ret i64 %33
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @move_frame(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %3 = load i64, ptr %2, align 8
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %8, label %5

5:                                                ; preds = %1
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  br label %9

8:                                                ; preds = %36, %1
  ret void

9:                                                ; preds = %5, %36
  %10 = phi i64 [ %3, %5 ], [ %37, %36 ]
  %11 = phi i64 [ 0, %5 ], [ %38, %36 ]
  %12 = load ptr, ptr %6, align 8
  %13 = getelementptr inbounds nuw %struct.region, ptr %12, i64 %11
  %14 = getelementptr inbounds nuw i8, ptr %13, i64 64
  %15 = load i64, ptr %14, align 8
  %16 = and i64 %15, 8
  %17 = icmp eq i64 %16, 0
  br i1 %17, label %36, label %18

18:                                               ; preds = %9
  %19 = load i64, ptr %7, align 8
  %20 = load i64, ptr %13, align 8
  %21 = sub i64 %19, %20
  store i64 %19, ptr %13, align 8
  %22 = getelementptr inbounds nuw i8, ptr %13, i64 16
  %23 = load ptr, ptr %22, align 8
  %24 = getelementptr inbounds i8, ptr %23, i64 %21
  store ptr %24, ptr %22, align 8
  %25 = getelementptr inbounds nuw i8, ptr %13, i64 24
  %26 = load ptr, ptr %25, align 8
  %27 = getelementptr inbounds i8, ptr %26, i64 %21
  store ptr %27, ptr %25, align 8
  %28 = getelementptr inbounds nuw i8, ptr %13, i64 32
  %29 = load ptr, ptr %28, align 8
  %30 = getelementptr inbounds i8, ptr %29, i64 %21
  store ptr %30, ptr %28, align 8
  %31 = sdiv i64 %21, 8
  %32 = getelementptr inbounds nuw i8, ptr %13, i64 40
  %33 = load ptr, ptr %32, align 8
  %34 = getelementptr inbounds i8, ptr %33, i64 %31
  store ptr %34, ptr %32, align 8
  %35 = load i64, ptr %2, align 8
  br label %36

36:                                               ; preds = %9, %18
  %37 = phi i64 [ %10, %9 ], [ %35, %18 ]
  %38 = add nuw i64 %11, 1
  %39 = icmp ult i64 %38, %37
  br i1 %39, label %9, label %8
}

; Function Attrs: optsize
declare ptr @memset(ptr noundef, i32 noundef, i64 noundef) local_unnamed_addr

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @ended(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 1952
  %3 = load i64, ptr %2, align 8
  %4 = icmp eq i64 %3, 0
  %5 = icmp eq i64 %3, 14
  %6 = or i1 %4, %5
  %7 = zext i1 %6 to i32
  ret i32 %7
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @count_path(ptr noundef captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %2, i64 2024
  %4 = load i64, ptr %3, align 8
  %5 = lshr i64 %4, 48
  %6 = trunc i64 %5 to i8
  %7 = and i8 %6, 7
  %8 = shl nuw i8 1, %7
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 448
  %10 = load ptr, ptr %9, align 8
  %11 = lshr i64 %4, 51
  %12 = getelementptr inbounds nuw i8, ptr %10, i64 %11
  %13 = load i8, ptr %12, align 1
  %14 = and i8 %8, %13
  %15 = icmp eq i8 %14, 0
  br i1 %15, label %16, label %21

16:                                               ; preds = %1
  %17 = or i8 %8, %13
  store i8 %17, ptr %12, align 1
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 456
  %19 = load i64, ptr %18, align 8
  %20 = add i64 %19, 1
  store i64 %20, ptr %18, align 8
  br label %21

21:                                               ; preds = %1, %16
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @mirror(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 368
  %6 = getelementptr inbounds nuw i8, ptr %2, i64 368
  %7 = tail call ptr @memcpy(ptr noundef nonnull %5, ptr noundef nonnull %6, i64 noundef 248)
  %8 = getelementptr inbounds nuw i8, ptr %4, i64 616
  %9 = getelementptr inbounds nuw i8, ptr %2, i64 616
  %10 = tail call ptr @memcpy(ptr noundef nonnull %8, ptr noundef nonnull %9, i64 noundef 512)
  %11 = getelementptr inbounds nuw i8, ptr %2, i64 1136
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds nuw i8, ptr %4, i64 1136
  store i64 %12, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %2, i64 336
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds nuw i8, ptr %4, i64 336
  store i64 %15, ptr %16, align 8
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 480
  %18 = load i64, ptr %17, align 8
  %19 = urem i64 %18, 12
  tail call fastcc void @place_candidate(ptr noundef %4, i64 noundef %19)
  %20 = getelementptr inbounds nuw i8, ptr %2, i64 1128
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %4, i64 240
  %23 = load i64, ptr %22, align 8
  %24 = add i64 %23, %21
  %25 = getelementptr inbounds nuw i8, ptr %4, i64 1128
  store i64 %24, ptr %25, align 8
  tail call fastcc void @move_frame(ptr noundef %4)
  tail call fastcc void @prepare(ptr noundef %4)
  %26 = getelementptr inbounds nuw i8, ptr %2, i64 344
  %27 = load i64, ptr %26, align 8
  %28 = icmp eq i64 %27, 0
  br i1 %28, label %32, label %29

29:                                               ; preds = %1
  %30 = getelementptr inbounds nuw i8, ptr %2, i64 352
  %31 = getelementptr inbounds nuw i8, ptr %4, i64 352
  br label %33

32:                                               ; preds = %88, %1
  ret void

33:                                               ; preds = %29, %88
  %34 = phi i64 [ %27, %29 ], [ %89, %88 ]
  %35 = phi i64 [ 0, %29 ], [ %90, %88 ]
  %36 = load ptr, ptr %30, align 8
  %37 = getelementptr inbounds nuw %struct.region, ptr %36, i64 %35
  %38 = load ptr, ptr %31, align 8
  %39 = getelementptr inbounds nuw %struct.region, ptr %38, i64 %35
  %40 = getelementptr inbounds nuw i8, ptr %37, i64 64
  %41 = load i64, ptr %40, align 8
  %42 = and i64 %41, 2
  %43 = icmp eq i64 %42, 0
  br i1 %43, label %88, label %44

44:                                               ; preds = %33
  %45 = getelementptr inbounds nuw i8, ptr %37, i64 8
  %46 = load i64, ptr %45, align 8
  %47 = load i64, ptr %37, align 8
  %48 = icmp eq i64 %46, %47
  br i1 %48, label %88, label %49

49:                                               ; preds = %44
  %50 = getelementptr inbounds nuw i8, ptr %37, i64 48
  %51 = getelementptr inbounds nuw i8, ptr %39, i64 48
  %52 = getelementptr inbounds nuw i8, ptr %39, i64 16
  %53 = getelementptr inbounds nuw i8, ptr %37, i64 32
  br label %54

54:                                               ; preds = %49, %76
  %55 = phi i64 [ 0, %49 ], [ %81, %76 ]
  %56 = phi i64 [ 0, %49 ], [ %80, %76 ]
  %57 = load ptr, ptr %50, align 8
  %58 = getelementptr inbounds nuw i8, ptr %57, i64 %56
  %59 = load i8, ptr %58, align 1
  %60 = icmp eq i8 %59, 0
  br i1 %60, label %61, label %66

61:                                               ; preds = %54
  %62 = load ptr, ptr %51, align 8
  %63 = getelementptr inbounds nuw i8, ptr %62, i64 %56
  %64 = load i8, ptr %63, align 1
  %65 = icmp eq i8 %64, 0
  br i1 %65, label %76, label %66

66:                                               ; preds = %61, %54
  %67 = load ptr, ptr %52, align 8
  %68 = getelementptr inbounds nuw i8, ptr %67, i64 %55
  %69 = load ptr, ptr %53, align 8
  %70 = getelementptr inbounds nuw i8, ptr %69, i64 %55
  %71 = tail call ptr @memcpy(ptr noundef %68, ptr noundef %70, i64 noundef 4096)
  %72 = load ptr, ptr %50, align 8
  %73 = getelementptr inbounds nuw i8, ptr %72, i64 %56
  %74 = load i8, ptr %73, align 1
  %75 = load ptr, ptr %51, align 8
  br label %76

76:                                               ; preds = %66, %61
  %77 = phi ptr [ %75, %66 ], [ %62, %61 ]
  %78 = phi i8 [ %74, %66 ], [ 0, %61 ]
  %79 = getelementptr inbounds nuw i8, ptr %77, i64 %56
  store i8 %78, ptr %79, align 1
  %80 = add i64 %56, 1
  %81 = shl i64 %80, 12
  %82 = load i64, ptr %45, align 8
  %83 = load i64, ptr %37, align 8
  %84 = sub i64 %82, %83
  %85 = icmp ult i64 %81, %84
  br i1 %85, label %54, label %86

86:                                               ; preds = %76
  %87 = load i64, ptr %26, align 8
  br label %88

88:                                               ; preds = %86, %44, %33
  %89 = phi i64 [ %87, %86 ], [ %34, %44 ], [ %34, %33 ]
  %90 = add nuw i64 %35, 1
  %91 = icmp ult i64 %90, %89
  br i1 %91, label %33, label %32
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 7) i64 @compare_here(ptr noundef captures(none) %0) unnamed_addr {
  %2 = tail call i64 @compare(ptr noundef %0)
  %3 = icmp eq i64 %2, 0
  br i1 %3, label %4, label %8

4:                                                ; preds = %1
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 480
  %6 = load i64, ptr %5, align 8
  %7 = add i64 %6, 1
  store i64 %7, ptr %5, align 8
  br label %8

8:                                                ; preds = %4, %1
  ret i64 %2
}

; Function Attrs: noinline nounwind optsize
define dso_local i64 @batch(ptr noundef captures(none) initializes((424, 432)) %0) local_unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 424
  store i64 0, ptr %2, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 360
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 392
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 384
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 400
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 488
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 8
  br label %11

11:                                               ; preds = %1, %45
  %12 = load i64, ptr %3, align 8
  %13 = load i64, ptr %6, align 8
  %14 = icmp ult i64 %12, %13
  br i1 %14, label %15, label %48

15:                                               ; preds = %11
  %16 = load i64, ptr %4, align 8
  %17 = load i64, ptr %7, align 8
  %18 = icmp ult i64 %16, %17
  br i1 %18, label %19, label %48

19:                                               ; preds = %15
  %20 = load i64, ptr %5, align 8
  %21 = load i64, ptr %8, align 8
  %22 = icmp ult i64 %20, %21
  br i1 %22, label %23, label %48

23:                                               ; preds = %19
  tail call fastcc void @make_test(ptr noundef nonnull %0)
  %24 = tail call fastcc i64 @try_test(ptr noundef nonnull %0)
  store i64 %24, ptr %2, align 8
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %26, label %48

26:                                               ; preds = %23
  %27 = load i64, ptr %9, align 8
  %28 = icmp eq i64 %27, 0
  br i1 %28, label %45, label %29

29:                                               ; preds = %26
  %30 = load ptr, ptr %10, align 8
  %31 = icmp eq ptr %30, null
  br i1 %31, label %45, label %32

32:                                               ; preds = %29
  %33 = load ptr, ptr %0, align 8
  %34 = getelementptr inbounds nuw i8, ptr %33, i64 1952
  %35 = load i64, ptr %34, align 8
  %36 = icmp eq i64 %35, 1
  br i1 %36, label %37, label %45

37:                                               ; preds = %32
  %38 = tail call fastcc i32 @ends_early(ptr noundef nonnull %0)
  %39 = icmp eq i32 %38, 0
  br i1 %39, label %40, label %42

40:                                               ; preds = %37
  %41 = load i64, ptr %2, align 8
  br label %45

42:                                               ; preds = %37
  %43 = load i64, ptr %9, align 8
  %44 = add i64 %43, -1
  store i64 %44, ptr %9, align 8
  store i64 3, ptr %2, align 8
  br label %48

45:                                               ; preds = %40, %32, %29, %26
  %46 = phi i64 [ %41, %40 ], [ 0, %26 ], [ 0, %32 ], [ 0, %29 ]
  %47 = icmp eq i64 %46, 0
  br i1 %47, label %11, label %48

48:                                               ; preds = %23, %15, %11, %45, %19, %42
  %49 = phi i64 [ 3, %42 ], [ %24, %23 ], [ 0, %19 ], [ %46, %45 ], [ 0, %11 ], [ 0, %15 ]
  ret i64 %49
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @make_test(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 51600
  store ptr null, ptr %5, align 8
  %6 = getelementptr inbounds nuw i8, ptr %4, i64 51536
  %7 = tail call ptr @memcpy(ptr noundef nonnull %6, ptr noundef %4, i64 noundef 16)
  tail call fastcc void @begin(ptr noundef %2, ptr noundef %4)
  %8 = getelementptr inbounds nuw i8, ptr %4, i64 51496
  %9 = load i64, ptr %8, align 8
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %20, label %11

11:                                               ; preds = %1
  %12 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 35)
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %20, label %14

14:                                               ; preds = %11
  %15 = getelementptr inbounds nuw i8, ptr %4, i64 51512
  %16 = load ptr, ptr %15, align 8
  %17 = load i64, ptr %8, align 8
  %18 = tail call fastcc i64 @below(ptr noundef nonnull %4, i64 noundef %17)
  %19 = getelementptr inbounds nuw %struct.snapshot, ptr %16, i64 %18
  br label %20

20:                                               ; preds = %14, %11, %1
  %21 = phi ptr [ %19, %14 ], [ null, %11 ], [ null, %1 ]
  tail call fastcc void @move_frame(ptr noundef %2)
  tail call fastcc void @fill_frame(ptr noundef %2, ptr noundef nonnull %4)
  tail call fastcc void @prepare(ptr noundef %2)
  %22 = icmp eq ptr %21, null
  br i1 %22, label %31, label %23

23:                                               ; preds = %20
  %24 = getelementptr inbounds nuw i8, ptr %21, i64 776
  %25 = load i64, ptr %24, align 8
  %26 = icmp eq i64 %25, 0
  br i1 %26, label %36, label %27

27:                                               ; preds = %23
  %28 = getelementptr inbounds nuw i8, ptr %4, i64 2352
  %29 = load i64, ptr %28, align 8
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %36, label %31

31:                                               ; preds = %27, %20
  %32 = getelementptr inbounds nuw i8, ptr %4, i64 51568
  store i64 1, ptr %32, align 8
  %33 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %34 = load i64, ptr %33, align 8
  %35 = icmp eq i64 %34, 0
  br i1 %35, label %164, label %171

36:                                               ; preds = %27, %23
  %37 = getelementptr inbounds nuw i8, ptr %4, i64 51568
  store i64 0, ptr %37, align 8
  %38 = load i64, ptr %24, align 8
  %39 = getelementptr inbounds nuw i8, ptr %4, i64 2360
  store i64 %38, ptr %39, align 8
  %40 = getelementptr inbounds nuw i8, ptr %2, i64 368
  %41 = tail call ptr @memcpy(ptr noundef nonnull %40, ptr noundef nonnull %21, i64 noundef 248)
  %42 = getelementptr inbounds nuw i8, ptr %2, i64 616
  %43 = getelementptr inbounds nuw i8, ptr %21, i64 248
  %44 = tail call ptr @memcpy(ptr noundef nonnull %42, ptr noundef nonnull %43, i64 noundef 512)
  %45 = getelementptr inbounds nuw i8, ptr %4, i64 51368
  %46 = getelementptr inbounds nuw i8, ptr %21, i64 6936
  %47 = tail call ptr @memcpy(ptr noundef nonnull %45, ptr noundef nonnull %46, i64 noundef 128)
  %48 = tail call fastcc i64 @below(ptr noundef nonnull %4, i64 noundef 4)
  %49 = mul nuw nsw i64 %48, 12
  %50 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 40)
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %52, label %56

52:                                               ; preds = %36
  %53 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 50)
  %54 = icmp eq i64 %53, 0
  %55 = select i1 %54, i64 60, i64 88
  br label %56

56:                                               ; preds = %36, %52
  %57 = phi i64 [ %55, %52 ], [ 97, %36 ]
  %58 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %59 = load i64, ptr %58, align 8
  %60 = icmp eq i64 %59, 0
  br i1 %60, label %66, label %61

61:                                               ; preds = %56
  %62 = getelementptr inbounds nuw i8, ptr %4, i64 24
  %63 = getelementptr inbounds nuw i8, ptr %4, i64 5472
  %64 = getelementptr inbounds nuw i8, ptr %4, i64 5936
  %65 = getelementptr inbounds nuw i8, ptr %4, i64 5928
  br label %70

66:                                               ; preds = %92, %56
  %67 = getelementptr inbounds nuw i8, ptr %21, i64 784
  %68 = load i64, ptr %67, align 8
  %69 = icmp ugt i64 %68, 4
  br i1 %69, label %96, label %101

70:                                               ; preds = %61, %92
  %71 = phi i64 [ 0, %61 ], [ %93, %92 ]
  %72 = getelementptr inbounds nuw %struct.slot, ptr %62, i64 %71
  %73 = getelementptr inbounds nuw i64, ptr %63, i64 %71
  store i64 8, ptr %73, align 8
  %74 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef %49)
  %75 = icmp eq i64 %74, 0
  br i1 %75, label %77, label %76

76:                                               ; preds = %70
  tail call fastcc void @draw_argument(ptr noundef %2, ptr noundef nonnull %4, i64 noundef %71)
  br label %92

77:                                               ; preds = %70
  %78 = load i64, ptr %72, align 8
  %79 = icmp eq i64 %78, 0
  br i1 %79, label %80, label %92

80:                                               ; preds = %77
  %81 = getelementptr inbounds nuw i8, ptr %72, i64 8
  %82 = load i64, ptr %81, align 8
  %83 = getelementptr inbounds nuw i64, ptr %40, i64 %82
  %84 = load i64, ptr %83, align 8
  %85 = getelementptr inbounds nuw i8, ptr %72, i64 16
  %86 = load i64, ptr %85, align 8
  %87 = tail call fastcc i64 @ones(i64 noundef %86)
  %88 = and i64 %87, %84
  %89 = load i64, ptr %65, align 8
  %90 = add i64 %89, 1
  store i64 %90, ptr %65, align 8
  %91 = getelementptr inbounds nuw i64, ptr %64, i64 %89
  store i64 %88, ptr %91, align 8
  br label %92

92:                                               ; preds = %77, %80, %76
  %93 = add nuw i64 %71, 1
  %94 = load i64, ptr %58, align 8
  %95 = icmp ult i64 %93, %94
  br i1 %95, label %70, label %66

96:                                               ; preds = %66
  %97 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 60)
  %98 = icmp eq i64 %97, 0
  br i1 %98, label %99, label %101

99:                                               ; preds = %96
  %100 = load i64, ptr %67, align 8
  br label %101

101:                                              ; preds = %66, %99, %96
  %102 = phi i64 [ 4, %96 ], [ %100, %99 ], [ %68, %66 ]
  %103 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 40)
  %104 = icmp eq i64 %103, 0
  br i1 %104, label %107, label %105

105:                                              ; preds = %101
  %106 = tail call fastcc i64 @below(ptr noundef nonnull %4, i64 noundef %102)
  br label %107

107:                                              ; preds = %101, %105
  %108 = phi i64 [ %106, %105 ], [ -1, %101 ]
  %109 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 40)
  %110 = icmp eq i64 %109, 0
  %111 = select i1 %110, i64 0, i64 6
  %112 = load i64, ptr %67, align 8
  %113 = icmp eq i64 %112, 0
  br i1 %113, label %181, label %114

114:                                              ; preds = %107
  %115 = getelementptr inbounds nuw i8, ptr %21, i64 3864
  %116 = getelementptr inbounds nuw i8, ptr %4, i64 1752
  %117 = getelementptr inbounds nuw i8, ptr %4, i64 1760
  %118 = getelementptr inbounds nuw i8, ptr %21, i64 792
  br label %119

119:                                              ; preds = %114, %160
  %120 = phi i64 [ 0, %114 ], [ %161, %160 ]
  %121 = getelementptr inbounds nuw i64, ptr %115, i64 %120
  %122 = load i64, ptr %121, align 8
  %123 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef %57)
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %160, label %125

125:                                              ; preds = %119
  %126 = icmp eq i64 %120, %108
  br i1 %126, label %130, label %127

127:                                              ; preds = %125
  %128 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef %111)
  %129 = icmp eq i64 %128, 0
  br i1 %129, label %156, label %130

130:                                              ; preds = %127, %125
  %131 = tail call fastcc i64 @below(ptr noundef %4, i64 noundef 4)
  %132 = shl nsw i64 -1, %131
  %133 = add nsw i64 %132, 9
  %134 = tail call fastcc i64 @below(ptr noundef %4, i64 noundef %133)
  %135 = shl nuw nsw i64 %134, 3
  br i1 %126, label %136, label %144

136:                                              ; preds = %130
  %137 = load i64, ptr %116, align 8
  %138 = icmp eq i64 %137, 0
  br i1 %138, label %144, label %139

139:                                              ; preds = %136
  %140 = load ptr, ptr %117, align 8
  %141 = tail call fastcc i64 @below(ptr noundef nonnull %4, i64 noundef %137)
  %142 = getelementptr inbounds nuw i64, ptr %140, i64 %141
  %143 = load i64, ptr %142, align 8
  br label %146

144:                                              ; preds = %136, %130
  %145 = tail call fastcc i64 @draw_integer(ptr noundef %4, i64 noundef 2)
  br label %146

146:                                              ; preds = %144, %139
  %147 = phi i64 [ %143, %139 ], [ %145, %144 ]
  %148 = shl i64 8, %131
  %149 = tail call fastcc i64 @ones(i64 noundef %148)
  %150 = shl i64 %149, %135
  %151 = xor i64 %150, -1
  %152 = and i64 %122, %151
  %153 = and i64 %149, %147
  %154 = shl i64 %153, %135
  %155 = or i64 %152, %154
  br label %156

156:                                              ; preds = %146, %127
  %157 = phi i64 [ %155, %146 ], [ %122, %127 ]
  %158 = getelementptr inbounds nuw i64, ptr %118, i64 %120
  %159 = load i64, ptr %158, align 8
  tail call fastcc void @predefine(ptr noundef %2, i64 noundef %159, i64 noundef %157)
  br label %160

160:                                              ; preds = %119, %156
  %161 = add nuw i64 %120, 1
  %162 = load i64, ptr %67, align 8
  %163 = icmp ult i64 %161, %162
  br i1 %163, label %119, label %181

164:                                              ; preds = %171, %31
  %165 = getelementptr inbounds nuw i8, ptr %4, i64 51592
  %166 = load i64, ptr %165, align 8
  %167 = icmp eq i64 %166, 0
  %168 = select i1 %167, i64 10, i64 50
  %169 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef %168)
  %170 = icmp eq i64 %169, 0
  br i1 %170, label %177, label %176

171:                                              ; preds = %31, %171
  %172 = phi i64 [ %173, %171 ], [ 0, %31 ]
  tail call fastcc void @draw_argument(ptr noundef %2, ptr noundef nonnull %4, i64 noundef %172)
  %173 = add nuw i64 %172, 1
  %174 = load i64, ptr %33, align 8
  %175 = icmp ult i64 %173, %174
  br i1 %175, label %171, label %164

176:                                              ; preds = %164
  tail call fastcc void @choose_mirror(ptr noundef %2, ptr noundef nonnull %4)
  br label %177

177:                                              ; preds = %176, %164
  %178 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 25)
  %179 = icmp eq i64 %178, 0
  br i1 %179, label %181, label %180

180:                                              ; preds = %177
  tail call fastcc void @choose_odd(ptr noundef %2, ptr noundef nonnull %4)
  br label %181

181:                                              ; preds = %160, %107, %177, %180
  %182 = getelementptr inbounds nuw i8, ptr %4, i64 5672
  %183 = load i64, ptr %182, align 8
  %184 = icmp eq i64 %183, 3
  br i1 %184, label %185, label %193

185:                                              ; preds = %181
  %186 = getelementptr inbounds nuw i8, ptr %2, i64 368
  br label %187

187:                                              ; preds = %185, %187
  %188 = phi i64 [ 9, %185 ], [ %191, %187 ]
  %189 = tail call fastcc i64 @unseen(ptr noundef nonnull %4, i64 noundef 3)
  %190 = getelementptr inbounds nuw i64, ptr %186, i64 %188
  store i64 %189, ptr %190, align 8
  %191 = add nuw nsw i64 %188, 1
  %192 = icmp eq i64 %191, 18
  br i1 %192, label %193, label %187

193:                                              ; preds = %187, %181
  tail call fastcc void @fill_frame(ptr noundef %2, ptr noundef nonnull %4)
  %194 = getelementptr inbounds nuw i8, ptr %2, i64 344
  %195 = load i64, ptr %194, align 8
  %196 = icmp eq i64 %195, 0
  br i1 %196, label %199, label %197

197:                                              ; preds = %193
  %198 = getelementptr inbounds nuw i8, ptr %2, i64 352
  br label %202

199:                                              ; preds = %222, %193
  %200 = getelementptr inbounds nuw i8, ptr %4, i64 51552
  %201 = tail call ptr @memcpy(ptr noundef nonnull %200, ptr noundef %4, i64 noundef 16)
  ret void

202:                                              ; preds = %197, %222
  %203 = phi i64 [ %195, %197 ], [ %223, %222 ]
  %204 = phi i64 [ 0, %197 ], [ %224, %222 ]
  %205 = load ptr, ptr %198, align 8
  %206 = getelementptr inbounds nuw %struct.region, ptr %205, i64 %204
  %207 = getelementptr inbounds nuw i8, ptr %206, i64 64
  %208 = load i64, ptr %207, align 8
  %209 = and i64 %208, 8
  %210 = icmp eq i64 %209, 0
  br i1 %210, label %222, label %211

211:                                              ; preds = %202
  %212 = getelementptr inbounds nuw i8, ptr %206, i64 16
  %213 = load ptr, ptr %212, align 8
  %214 = getelementptr inbounds nuw i8, ptr %206, i64 32
  %215 = load ptr, ptr %214, align 8
  %216 = getelementptr inbounds nuw i8, ptr %206, i64 8
  %217 = load i64, ptr %216, align 8
  %218 = load i64, ptr %206, align 8
  %219 = sub i64 %217, %218
  %220 = tail call ptr @memcpy(ptr noundef %213, ptr noundef %215, i64 noundef %219)
  %221 = load i64, ptr %194, align 8
  br label %222

222:                                              ; preds = %202, %211
  %223 = phi i64 [ %203, %202 ], [ %221, %211 ]
  %224 = add nuw i64 %204, 1
  %225 = icmp ult i64 %224, %223
  br i1 %225, label %202, label %199
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @try_test(ptr noundef captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %2, i64 32
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %2, i64 24
  %8 = load i64, ptr %7, align 8
  %9 = sub i64 %6, %8
  %10 = lshr i64 %9, 2
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %12 = load i64, ptr %11, align 8
  %13 = add i64 %12, 1
  store i64 %13, ptr %11, align 8
  %14 = getelementptr inbounds nuw i8, ptr %2, i64 256
  %15 = load ptr, ptr %14, align 8
  %16 = tail call ptr @memset(ptr noundef %15, i32 noundef 0, i64 noundef %10)
  tail call void @run(ptr noundef %2)
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %18 = load ptr, ptr %17, align 8
  tail call fastcc void @learn(ptr noundef %2, ptr noundef %18)
  %19 = getelementptr inbounds nuw i8, ptr %2, i64 1936
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %2, i64 1944
  %22 = load i64, ptr %21, align 8
  %23 = lshr i64 %22, 2
  %24 = add i64 %23, %20
  %25 = getelementptr inbounds nuw i8, ptr %0, i64 392
  %26 = load i64, ptr %25, align 8
  %27 = add i64 %24, %26
  store i64 %27, ptr %25, align 8
  %28 = tail call fastcc i32 @ended(ptr noundef %2)
  %29 = icmp eq i32 %28, 0
  br i1 %29, label %30, label %34

30:                                               ; preds = %1
  %31 = getelementptr inbounds nuw i8, ptr %0, i64 376
  %32 = load i64, ptr %31, align 8
  %33 = add i64 %32, 1
  store i64 %33, ptr %31, align 8
  br label %120

34:                                               ; preds = %1
  %35 = icmp eq ptr %4, null
  br i1 %35, label %57, label %36

36:                                               ; preds = %34
  %37 = getelementptr inbounds nuw i8, ptr %4, i64 32
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds nuw i8, ptr %4, i64 24
  %40 = load i64, ptr %39, align 8
  %41 = sub i64 %38, %40
  %42 = lshr i64 %41, 2
  tail call fastcc void @mirror(ptr noundef nonnull %0)
  %43 = load i64, ptr %19, align 8
  %44 = shl i64 %43, 6
  %45 = add i64 %44, 2000
  %46 = getelementptr inbounds nuw i8, ptr %4, i64 1928
  store i64 %45, ptr %46, align 8
  %47 = getelementptr inbounds nuw i8, ptr %4, i64 256
  %48 = load ptr, ptr %47, align 8
  %49 = tail call ptr @memset(ptr noundef %48, i32 noundef 0, i64 noundef %42)
  tail call void @run(ptr noundef nonnull %4)
  %50 = getelementptr inbounds nuw i8, ptr %4, i64 2216
  %51 = load i64, ptr %50, align 8
  %52 = icmp eq i64 %51, 0
  br i1 %52, label %57, label %53

53:                                               ; preds = %36
  %54 = getelementptr inbounds nuw i8, ptr %0, i64 376
  %55 = load i64, ptr %54, align 8
  %56 = add i64 %55, 1
  store i64 %56, ptr %54, align 8
  br label %120

57:                                               ; preds = %34, %36
  %58 = phi i64 [ %42, %36 ], [ 0, %34 ]
  %59 = getelementptr inbounds nuw i8, ptr %0, i64 360
  %60 = load i64, ptr %59, align 8
  %61 = add i64 %60, 1
  store i64 %61, ptr %59, align 8
  tail call fastcc void @count_path(ptr noundef nonnull %0)
  %62 = getelementptr inbounds nuw i8, ptr %0, i64 408
  %63 = load ptr, ptr %62, align 8
  %64 = load ptr, ptr %14, align 8
  %65 = tail call fastcc i32 @merge(ptr noundef %63, ptr noundef %64, i64 noundef %10)
  br i1 %35, label %116, label %66

66:                                               ; preds = %57
  %67 = tail call fastcc i64 @compare_here(ptr noundef nonnull %0)
  %68 = getelementptr inbounds nuw i8, ptr %0, i64 432
  store i64 %67, ptr %68, align 8
  %69 = icmp eq i64 %67, 0
  br i1 %69, label %70, label %120

70:                                               ; preds = %66
  %71 = getelementptr inbounds nuw i8, ptr %0, i64 416
  %72 = load ptr, ptr %71, align 8
  %73 = getelementptr inbounds nuw i8, ptr %4, i64 256
  %74 = load ptr, ptr %73, align 8
  %75 = tail call fastcc i32 @merge(ptr noundef %72, ptr noundef %74, i64 noundef %58)
  %76 = or i32 %75, %65
  %77 = icmp eq i64 %58, 0
  br i1 %77, label %116, label %78

78:                                               ; preds = %70
  %79 = getelementptr inbounds nuw i8, ptr %0, i64 472
  br label %80

80:                                               ; preds = %78, %113
  %81 = phi i64 [ 0, %78 ], [ %114, %113 ]
  %82 = load ptr, ptr %17, align 8
  %83 = getelementptr inbounds nuw i8, ptr %82, i64 51568
  %84 = load i64, ptr %83, align 8
  %85 = icmp eq i64 %84, 0
  br i1 %85, label %116, label %86

86:                                               ; preds = %80
  %87 = load ptr, ptr %79, align 8
  %88 = shl nuw nsw i64 %81, 1
  %89 = getelementptr inbounds nuw i8, ptr %87, i64 %88
  %90 = load ptr, ptr %73, align 8
  %91 = getelementptr inbounds nuw i8, ptr %90, i64 %81
  %92 = load i8, ptr %91, align 1
  %93 = and i8 %92, 2
  %94 = icmp eq i8 %93, 0
  br i1 %94, label %103, label %95

95:                                               ; preds = %86
  %96 = load i8, ptr %89, align 1
  %97 = icmp eq i8 %96, -1
  br i1 %97, label %103, label %98

98:                                               ; preds = %95
  %99 = add nuw i8 %96, 1
  store i8 %99, ptr %89, align 1
  %100 = load ptr, ptr %73, align 8
  %101 = getelementptr inbounds nuw i8, ptr %100, i64 %81
  %102 = load i8, ptr %101, align 1
  br label %103

103:                                              ; preds = %98, %95, %86
  %104 = phi i8 [ %102, %98 ], [ %92, %95 ], [ %92, %86 ]
  %105 = and i8 %104, 4
  %106 = icmp eq i8 %105, 0
  br i1 %106, label %113, label %107

107:                                              ; preds = %103
  %108 = getelementptr inbounds nuw i8, ptr %89, i64 1
  %109 = load i8, ptr %108, align 1
  %110 = icmp eq i8 %109, -1
  br i1 %110, label %113, label %111

111:                                              ; preds = %107
  %112 = add nuw i8 %109, 1
  store i8 %112, ptr %108, align 1
  br label %113

113:                                              ; preds = %111, %107, %103
  %114 = add nuw nsw i64 %81, 1
  %115 = icmp eq i64 %114, %58
  br i1 %115, label %116, label %80

116:                                              ; preds = %113, %80, %70, %57
  %117 = phi i32 [ %65, %57 ], [ %76, %70 ], [ %76, %80 ], [ %76, %113 ]
  %118 = icmp eq i32 %117, 0
  br i1 %118, label %120, label %119

119:                                              ; preds = %116
  tail call fastcc void @keep_snapshot(ptr noundef nonnull %0)
  br label %120

120:                                              ; preds = %53, %116, %66, %119, %30
  %121 = phi i64 [ 0, %30 ], [ 0, %53 ], [ 1, %66 ], [ 2, %119 ], [ 0, %116 ]
  ret i64 %121
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @ends_early(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 32
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %4, i64 24
  %8 = load i64, ptr %7, align 8
  %9 = sub i64 %6, %8
  %10 = lshr i64 %9, 2
  tail call fastcc void @mirror(ptr noundef nonnull %0)
  %11 = getelementptr inbounds nuw i8, ptr %2, i64 1936
  %12 = load i64, ptr %11, align 8
  %13 = lshr i64 %12, 4
  %14 = add nuw nsw i64 %13, 40
  %15 = getelementptr inbounds nuw i8, ptr %4, i64 1928
  store i64 %14, ptr %15, align 8
  %16 = getelementptr inbounds nuw i8, ptr %4, i64 256
  %17 = load ptr, ptr %16, align 8
  %18 = tail call ptr @memset(ptr noundef %17, i32 noundef 0, i64 noundef %10)
  tail call void @run(ptr noundef %4)
  %19 = getelementptr inbounds nuw i8, ptr %4, i64 1952
  %20 = load i64, ptr %19, align 8
  %21 = icmp eq i64 %20, 0
  %22 = icmp eq i64 %20, 21
  %23 = or i1 %21, %22
  %24 = zext i1 %23 to i32
  ret i32 %24
}

; Function Attrs: noinline nounwind optsize
define dso_local i64 @solve(ptr noundef %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4, i64 noundef %5, i64 noundef %6, i64 noundef %7) local_unnamed_addr {
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %10 = load ptr, ptr %9, align 8
  store ptr %0, ptr @solver, align 8
  %11 = icmp eq i64 %1, 0
  %12 = select i1 %11, i64 0, i64 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 %12
  %14 = load ptr, ptr %13, align 8
  store ptr %14, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %15 = select i1 %11, i64 408, i64 416
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 %15
  %17 = load ptr, ptr %16, align 8
  store ptr %17, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  store i64 %2, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 392
  %19 = load i64, ptr %18, align 8
  %20 = add i64 %19, %3
  store i64 %20, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  store i64 %4, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 32), align 8
  store i64 %5, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 40), align 8
  %21 = and i64 %6, 6
  store i64 %21, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 64), align 8
  %22 = lshr i64 %6, 8
  %23 = and i64 %22, 1
  store i64 %23, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 72), align 8
  %24 = lshr i64 %6, 9
  %25 = and i64 %24, 1
  store i64 %25, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 80), align 8
  store i64 %7, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  %26 = icmp eq i64 %7, 3
  %27 = zext i1 %26 to i64
  store i64 %27, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 112), align 8
  %28 = tail call fastcc i64 @random_word(ptr noundef %10)
  store i64 %28, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 96), align 8
  %29 = tail call fastcc i64 @random_word(ptr noundef %10)
  %30 = or i64 %29, 1
  store i64 %30, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 104), align 8
  %31 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %32 = getelementptr inbounds nuw i8, ptr %31, i64 2224
  store i64 0, ptr %32, align 8
  br i1 %11, label %42, label %33

33:                                               ; preds = %8
  %34 = load ptr, ptr %0, align 8
  %35 = getelementptr inbounds nuw i8, ptr %34, i64 32
  %36 = load i64, ptr %35, align 8
  %37 = getelementptr inbounds nuw i8, ptr %34, i64 24
  %38 = load i64, ptr %37, align 8
  %39 = sub i64 %36, %38
  %40 = lshr i64 %39, 2
  %41 = add i64 %40, %2
  br label %42

42:                                               ; preds = %33, %8
  %43 = phi i64 [ %41, %33 ], [ %2, %8 ]
  %44 = trunc nuw nsw i64 %21 to i8
  %45 = xor i8 %44, -1
  %46 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %47 = getelementptr inbounds nuw i8, ptr %46, i64 %2
  %48 = load i8, ptr %47, align 1
  %49 = and i8 %48, %45
  store i8 %49, ptr %47, align 1
  %50 = tail call fastcc i64 @solve_all(i64 noundef %43)
  %51 = getelementptr inbounds nuw i8, ptr %0, i64 424
  store i64 %50, ptr %51, align 8
  %52 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %53 = getelementptr inbounds nuw i8, ptr %52, i64 %2
  %54 = load i8, ptr %53, align 1
  %55 = or i8 %54, %44
  store i8 %55, ptr %53, align 1
  %56 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %57 = getelementptr inbounds nuw i8, ptr %56, i64 2216
  store i64 0, ptr %57, align 8
  %58 = getelementptr inbounds nuw i8, ptr %56, i64 2168
  store i64 0, ptr %58, align 8
  %59 = getelementptr inbounds nuw i8, ptr %10, i64 51600
  store ptr null, ptr %59, align 8
  tail call fastcc void @own_state()
  %60 = load i64, ptr %51, align 8
  ret i64 %60
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @random_word(ptr noundef captures(none) %0) unnamed_addr {
  %2 = load i64, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  %5 = add i64 %4, %2
  %6 = xor i64 %4, %2
  %7 = tail call i64 @llvm.fshl.i64(i64 %2, i64 %2, i64 24)
  %8 = shl i64 %6, 16
  %9 = xor i64 %7, %8
  %10 = xor i64 %9, %6
  store i64 %10, ptr %0, align 8
  %11 = tail call i64 @llvm.fshl.i64(i64 %6, i64 %6, i64 37)
  store i64 %11, ptr %3, align 8
  %12 = lshr i64 %5, 31
  %13 = xor i64 %12, %5
  ret i64 %13
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 17) i64 @solve_all(i64 noundef %0) unnamed_addr {
  %2 = alloca i64, align 8
  %3 = alloca i64, align 8
  %4 = load ptr, ptr @solver, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %6 = load ptr, ptr %5, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %7 = getelementptr inbounds nuw i8, ptr %6, i64 51496
  %8 = load i64, ptr %7, align 8
  %9 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %8)
  %10 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  switch i64 %10, label %45 [
    i64 2, label %11
    i64 4, label %11
    i64 6, label %11
    i64 7, label %42
    i64 5, label %46
    i64 0, label %44
  ]

11:                                               ; preds = %1, %1, %1
  %12 = load i64, ptr %7, align 8
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %165, label %14

14:                                               ; preds = %11
  %15 = icmp eq i64 %10, 4
  br i1 %15, label %16, label %28

16:                                               ; preds = %14
  %17 = getelementptr inbounds nuw i8, ptr %6, i64 1752
  %18 = load i64, ptr %17, align 8
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %165, label %20

20:                                               ; preds = %16
  %21 = getelementptr inbounds nuw i8, ptr %6, i64 51512
  %22 = load ptr, ptr %21, align 8
  %23 = getelementptr inbounds nuw i8, ptr %6, i64 51504
  %24 = load i64, ptr %23, align 8
  %25 = add i64 %24, -1
  %26 = urem i64 %25, 192
  %27 = getelementptr inbounds nuw %struct.snapshot, ptr %22, i64 %26
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) %27, i64 8136, i1 false)
  br label %40

28:                                               ; preds = %14
  %29 = getelementptr inbounds nuw i8, ptr %6, i64 51512
  %30 = load ptr, ptr %29, align 8
  %31 = getelementptr inbounds nuw i8, ptr %6, i64 51504
  %32 = load i64, ptr %31, align 8
  %33 = add i64 %32, -1
  %34 = urem i64 %33, 192
  %35 = getelementptr inbounds nuw %struct.snapshot, ptr %30, i64 %34
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) %35, i64 8136, i1 false)
  switch i64 %10, label %40 [
    i64 2, label %36
    i64 6, label %38
  ]

36:                                               ; preds = %28
  %37 = tail call fastcc i64 @meet()
  br label %165

38:                                               ; preds = %28
  %39 = tail call fastcc i64 @go_on()
  br label %165

40:                                               ; preds = %20, %28
  %41 = tail call fastcc i64 @vary()
  br label %165

42:                                               ; preds = %1
  %43 = tail call fastcc i64 @solve_nearest(i64 noundef %0)
  br label %165

44:                                               ; preds = %1
  br label %46

45:                                               ; preds = %1
  br label %46

46:                                               ; preds = %44, %1, %45
  %47 = phi i64 [ 2, %45 ], [ 16, %1 ], [ 4, %44 ]
  %48 = getelementptr inbounds nuw i8, ptr %4, i64 392
  %49 = getelementptr inbounds nuw i8, ptr %6, i64 51592
  %50 = getelementptr inbounds nuw i8, ptr %6, i64 51608
  %51 = getelementptr inbounds nuw i8, ptr %6, i64 51616
  %52 = lshr i64 %0, 3
  %53 = trunc i64 %0 to i32
  %54 = and i32 %53, 7
  %55 = shl nuw nsw i32 1, %54
  %56 = getelementptr inbounds nuw i8, ptr %6, i64 51512
  %57 = getelementptr inbounds nuw i8, ptr %6, i64 2352
  br label %58

58:                                               ; preds = %46, %160
  %59 = phi i64 [ 0, %46 ], [ %163, %160 ]
  %60 = phi i64 [ 0, %46 ], [ %162, %160 ]
  %61 = phi i64 [ 0, %46 ], [ %161, %160 ]
  %62 = load i64, ptr %48, align 8
  %63 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %64 = icmp ult i64 %62, %63
  br i1 %64, label %65, label %165

65:                                               ; preds = %58
  %66 = load i64, ptr %7, align 8
  %67 = icmp ult i64 %59, %66
  %68 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 64), align 8
  %69 = icmp eq i64 %68, 0
  %70 = select i1 %67, i1 %69, i1 false
  br i1 %70, label %71, label %102

71:                                               ; preds = %65
  %72 = add i64 %59, %9
  %73 = urem i64 %72, %66
  %74 = load ptr, ptr %50, align 8
  %75 = load i64, ptr %51, align 8
  %76 = mul i64 %75, %73
  %77 = getelementptr i8, ptr %74, i64 %76
  %78 = getelementptr i8, ptr %77, i64 %52
  %79 = load i8, ptr %78, align 1
  %80 = zext i8 %79 to i32
  %81 = and i32 %55, %80
  %82 = icmp eq i32 %81, 0
  br i1 %82, label %160, label %83

83:                                               ; preds = %71
  %84 = load ptr, ptr %56, align 8
  %85 = getelementptr inbounds nuw %struct.snapshot, ptr %84, i64 %73
  %86 = getelementptr inbounds nuw i8, ptr %85, i64 776
  %87 = load i64, ptr %86, align 8
  %88 = icmp eq i64 %87, 0
  br i1 %88, label %92, label %89

89:                                               ; preds = %83
  %90 = load i64, ptr %57, align 8
  %91 = icmp eq i64 %90, 0
  br i1 %91, label %92, label %160

92:                                               ; preds = %89, %83
  %93 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  %94 = icmp ne i64 %93, 1
  %95 = icmp ne i64 %61, 0
  %96 = or i1 %95, %94
  br i1 %96, label %99, label %97

97:                                               ; preds = %92
  %98 = tail call fastcc i64 @shortest(ptr noundef nonnull %6, i64 noundef %0, i64 noundef %73)
  br label %99

99:                                               ; preds = %92, %97
  %100 = phi i64 [ %73, %92 ], [ %98, %97 ]
  %101 = getelementptr inbounds nuw %struct.snapshot, ptr %84, i64 %100
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) %101, i64 8136, i1 false)
  br label %128

102:                                              ; preds = %65
  %103 = add i64 %60, 1
  %104 = icmp eq i64 %60, 8
  br i1 %104, label %165, label %105

105:                                              ; preds = %102
  %106 = trunc i64 %68 to i8
  %107 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %108 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %109 = getelementptr inbounds nuw i8, ptr %107, i64 %108
  %110 = load i8, ptr %109, align 1
  %111 = or i8 %110, %106
  store i8 %111, ptr %109, align 1
  %112 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 72), align 8
  store i64 %112, ptr %49, align 8
  tail call fastcc void @own_state()
  %113 = call fastcc i64 @find_base(ptr noundef %2)
  tail call fastcc void @keep_state()
  store i64 0, ptr %49, align 8
  %114 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 64), align 8
  %115 = trunc i64 %114 to i8
  %116 = xor i8 %115, -1
  %117 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %118 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %119 = getelementptr inbounds nuw i8, ptr %117, i64 %118
  %120 = load i8, ptr %119, align 1
  %121 = and i8 %120, %116
  store i8 %121, ptr %119, align 1
  %122 = icmp eq i64 %113, 0
  br i1 %122, label %123, label %165

123:                                              ; preds = %105
  %124 = load i64, ptr %2, align 8
  %125 = icmp eq i64 %124, 0
  br i1 %125, label %165, label %126

126:                                              ; preds = %123
  %127 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  br label %128

128:                                              ; preds = %126, %99
  %129 = phi i64 [ %127, %126 ], [ %93, %99 ]
  %130 = phi i64 [ %103, %126 ], [ %60, %99 ]
  switch i64 %129, label %135 [
    i64 0, label %144
    i64 3, label %131
    i64 5, label %133
  ]

131:                                              ; preds = %128
  %132 = tail call fastcc i64 @meet_lanes()
  br label %137

133:                                              ; preds = %128
  %134 = tail call fastcc i64 @scatter()
  br label %137

135:                                              ; preds = %128
  %136 = tail call fastcc i64 @meet()
  br label %137

137:                                              ; preds = %133, %135, %131
  %138 = phi i64 [ %132, %131 ], [ %134, %133 ], [ %136, %135 ]
  %139 = icmp eq i64 %138, 0
  br i1 %139, label %140, label %165

140:                                              ; preds = %137
  %141 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %142 = icmp ne i64 %141, 0
  %143 = zext i1 %142 to i64
  store i64 %143, ptr %3, align 8
  br label %157

144:                                              ; preds = %128
  %145 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 80), align 8
  %146 = icmp eq i64 %145, 0
  br i1 %146, label %151, label %147

147:                                              ; preds = %144
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @solve_all.start, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %148 = tail call fastcc i64 @meet()
  %149 = icmp eq i64 %148, 0
  br i1 %149, label %150, label %165

150:                                              ; preds = %147
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @solve_all.start, i64 8136, i1 false)
  br label %151

151:                                              ; preds = %150, %144
  %152 = and i64 %61, 1
  %153 = call fastcc i64 @solve_from(i64 noundef %152, ptr noundef %3)
  %154 = icmp eq i64 %153, 0
  br i1 %154, label %155, label %165

155:                                              ; preds = %151
  %156 = load i64, ptr %3, align 8
  br label %157

157:                                              ; preds = %155, %140
  %158 = phi i64 [ %156, %155 ], [ %143, %140 ]
  %159 = add i64 %158, %61
  br label %160

160:                                              ; preds = %89, %71, %157
  %161 = phi i64 [ %159, %157 ], [ %61, %71 ], [ %61, %89 ]
  %162 = phi i64 [ %130, %157 ], [ %60, %71 ], [ %60, %89 ]
  %163 = add i64 %59, 1
  %164 = icmp ult i64 %161, %47
  br i1 %164, label %58, label %165

165:                                              ; preds = %151, %105, %147, %137, %123, %102, %160, %58, %36, %40, %38, %11, %16, %42
  %166 = phi i64 [ 0, %11 ], [ %41, %40 ], [ %43, %42 ], [ 0, %16 ], [ %37, %36 ], [ %39, %38 ], [ 0, %102 ], [ 0, %123 ], [ %138, %137 ], [ %148, %147 ], [ %113, %105 ], [ %153, %151 ], [ 0, %160 ], [ 0, %58 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret i64 %166
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @own_state() unnamed_addr {
  %1 = load ptr, ptr @solver, align 8
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %3 = load ptr, ptr %2, align 8
  %4 = tail call ptr @memcpy(ptr noundef %3, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 96), i64 noundef 16)
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define dso_local noundef i64 @predictor_size() local_unnamed_addr {
  ret i64 29296
}

; Function Attrs: noinline nounwind optsize
define dso_local void @predict(ptr noundef %0, ptr noundef readonly captures(none) %1, i64 noundef %2, ptr noundef writeonly captures(none) %3) local_unnamed_addr {
  tail call fastcc void @awake(ptr noundef %0)
  %5 = icmp eq i64 %2, 0
  br i1 %5, label %6, label %7

6:                                                ; preds = %7, %4
  ret void

7:                                                ; preds = %4, %7
  %8 = phi i64 [ %17, %7 ], [ 0, %4 ]
  %9 = getelementptr inbounds nuw i64, ptr %1, i64 %8
  %10 = load i64, ptr %9, align 8
  %11 = lshr i64 %10, 1
  %12 = trunc i64 %10 to i32
  %13 = and i32 %12, 1
  %14 = tail call fastcc i32 @one_branch(ptr noundef %0, i64 noundef %11, i32 noundef %13)
  %15 = trunc nuw nsw i32 %14 to i8
  %16 = getelementptr inbounds nuw i8, ptr %3, i64 %8
  store i8 %15, ptr %16, align 1
  %17 = add nuw i64 %8, 1
  %18 = icmp eq i64 %17, %2
  br i1 %18, label %6, label %7
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @awake(ptr noundef %0) unnamed_addr {
  %2 = load i64, ptr %0, align 8
  %3 = icmp eq i64 %2, 0
  br i1 %3, label %4, label %23

4:                                                ; preds = %1
  store i64 1, ptr %0, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %6 = tail call ptr @memset(ptr noundef nonnull %5, i32 noundef -1, i64 noundef 4096)
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 28728
  br label %8

8:                                                ; preds = %14, %4
  %9 = phi i64 [ 0, %4 ], [ %15, %14 ]
  %10 = getelementptr inbounds nuw i64, ptr %7, i64 %9
  %11 = getelementptr inbounds nuw i32, ptr @LENGTHS, i64 %9
  %12 = load i32, ptr %11, align 4
  %13 = tail call i32 @llvm.umax.i32(i32 %12, i32 1)
  br label %17

14:                                               ; preds = %17
  store i64 %20, ptr %10, align 8
  %15 = add nuw nsw i64 %9, 1
  %16 = icmp eq i64 %15, 6
  br i1 %16, label %23, label %8

17:                                               ; preds = %8, %17
  %18 = phi i64 [ 1, %8 ], [ %20, %17 ]
  %19 = phi i32 [ 0, %8 ], [ %21, %17 ]
  %20 = mul i64 %18, -7046029254386353131
  %21 = add nuw i32 %19, 1
  %22 = icmp eq i32 %21, %13
  br i1 %22, label %14, label %17

23:                                               ; preds = %14, %1
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @one_branch(ptr noundef captures(none) %0, i64 noundef %1, i32 noundef range(i32 0, 2) %2) unnamed_addr {
  %4 = tail call fastcc i32 @learn_branch(ptr noundef %0, i64 noundef %1, i32 noundef %2)
  %5 = zext nneg i32 %2 to i64
  tail call fastcc void @remember(ptr noundef %0, i64 noundef %5)
  ret i32 %4
}

; Function Attrs: noinline nounwind optsize
define dso_local void @foresee(ptr noundef %0, ptr noundef readonly captures(none) %1, ptr noundef readonly captures(none) %2, ptr noundef captures(none) %3) local_unnamed_addr {
  tail call fastcc void @awake(ptr noundef %0)
  %5 = getelementptr inbounds nuw i8, ptr %1, i64 2064
  %6 = load i64, ptr %5, align 8
  %7 = icmp ugt i64 %6, 1
  br i1 %7, label %8, label %90

8:                                                ; preds = %4
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 2056
  %10 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %11 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %12 = load i64, ptr %10, align 8
  br label %17

13:                                               ; preds = %68
  %14 = icmp eq i8 %73, 1
  %15 = icmp ne i64 %74, -1
  %16 = select i1 %15, i1 %14, i1 false
  br i1 %16, label %78, label %90

17:                                               ; preds = %8, %68
  %18 = phi i64 [ %6, %8 ], [ %69, %68 ]
  %19 = phi i64 [ %6, %8 ], [ %70, %68 ]
  %20 = phi i64 [ %12, %8 ], [ %71, %68 ]
  %21 = phi i64 [ %12, %8 ], [ %72, %68 ]
  %22 = phi i64 [ -1, %8 ], [ %74, %68 ]
  %23 = phi i8 [ 0, %8 ], [ %73, %68 ]
  %24 = phi i64 [ 0, %8 ], [ %75, %68 ]
  %25 = load ptr, ptr %9, align 8
  %26 = getelementptr inbounds nuw i64, ptr %25, i64 %24
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds nuw i8, ptr %26, i64 8
  %29 = load i64, ptr %28, align 8
  %30 = icmp ult i64 %27, %21
  br i1 %30, label %68, label %31

31:                                               ; preds = %17
  %32 = load i64, ptr %11, align 8
  %33 = icmp ult i64 %27, %32
  br i1 %33, label %34, label %68

34:                                               ; preds = %31
  %35 = icmp eq i64 %22, -1
  br i1 %35, label %57, label %36

36:                                               ; preds = %34
  %37 = sub i64 %22, %21
  %38 = icmp eq i8 %23, 2
  br i1 %38, label %39, label %43

39:                                               ; preds = %36
  %40 = sub i64 %27, %21
  %41 = lshr i64 %40, 2
  %42 = tail call fastcc i32 @one_jump(ptr noundef %0, i64 noundef %37, i64 noundef %41)
  br label %48

43:                                               ; preds = %36
  %44 = add i64 %22, 4
  %45 = icmp ne i64 %27, %44
  %46 = zext i1 %45 to i32
  %47 = tail call fastcc i32 @one_branch(ptr noundef %0, i64 noundef %37, i32 noundef %46)
  br label %48

48:                                               ; preds = %43, %39
  %49 = phi i32 [ %42, %39 ], [ %47, %43 ]
  %50 = zext nneg i32 %49 to i64
  %51 = lshr i64 %37, 2
  %52 = getelementptr inbounds nuw i64, ptr %3, i64 %51
  %53 = load i64, ptr %52, align 8
  %54 = add i64 %53, %50
  store i64 %54, ptr %52, align 8
  %55 = load i64, ptr %10, align 8
  %56 = load i64, ptr %5, align 8
  br label %57

57:                                               ; preds = %48, %34
  %58 = phi i64 [ %56, %48 ], [ %18, %34 ]
  %59 = phi i64 [ %55, %48 ], [ %20, %34 ]
  %60 = add i64 %27, -4
  %61 = add i64 %60, %29
  %62 = sub i64 %61, %59
  %63 = lshr i64 %62, 2
  %64 = getelementptr inbounds nuw i8, ptr %2, i64 %63
  %65 = load i8, ptr %64, align 1
  %66 = icmp eq i8 %65, 0
  %67 = select i1 %66, i64 -1, i64 %61
  br label %68

68:                                               ; preds = %17, %31, %57
  %69 = phi i64 [ %58, %57 ], [ %18, %31 ], [ %18, %17 ]
  %70 = phi i64 [ %58, %57 ], [ %19, %31 ], [ %19, %17 ]
  %71 = phi i64 [ %59, %57 ], [ %20, %31 ], [ %20, %17 ]
  %72 = phi i64 [ %59, %57 ], [ %21, %31 ], [ %21, %17 ]
  %73 = phi i8 [ %65, %57 ], [ %23, %31 ], [ %23, %17 ]
  %74 = phi i64 [ %67, %57 ], [ %22, %31 ], [ %22, %17 ]
  %75 = add i64 %24, 2
  %76 = or disjoint i64 %75, 1
  %77 = icmp ult i64 %76, %70
  br i1 %77, label %17, label %13

78:                                               ; preds = %13
  %79 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %80 = load i64, ptr %79, align 8
  %81 = sub i64 %74, %80
  %82 = tail call fastcc i32 @one_branch(ptr noundef %0, i64 noundef %81, i32 noundef 1)
  %83 = zext nneg i32 %82 to i64
  %84 = load i64, ptr %79, align 8
  %85 = sub i64 %74, %84
  %86 = lshr i64 %85, 2
  %87 = getelementptr inbounds nuw i64, ptr %3, i64 %86
  %88 = load i64, ptr %87, align 8
  %89 = add i64 %88, %83
  store i64 %89, ptr %87, align 8
  br label %90

90:                                               ; preds = %4, %78, %13
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @one_jump(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 4611686018427387904) %2) unnamed_addr {
  br label %9

4:                                                ; preds = %9
  %5 = mul i64 %2, -7046029254386353131
  %6 = lshr i64 %5, 63
  tail call fastcc void @remember(ptr noundef %0, i64 noundef %6)
  %7 = lshr i64 %5, 62
  %8 = and i64 %7, 1
  tail call fastcc void @remember(ptr noundef %0, i64 noundef %8)
  ret i32 %19

9:                                                ; preds = %3, %9
  %10 = phi i64 [ 15, %3 ], [ %23, %9 ]
  %11 = phi i64 [ 1, %3 ], [ %22, %9 ]
  %12 = phi i32 [ 0, %3 ], [ %19, %9 ]
  %13 = lshr i64 %2, %10
  %14 = trunc i64 %13 to i32
  %15 = and i32 %14, 1
  %16 = mul i64 %11, -7046029254386353131
  %17 = add i64 %16, %1
  %18 = tail call fastcc i32 @learn_branch(ptr noundef %0, i64 noundef %17, i32 noundef %15)
  %19 = or i32 %18, %12
  %20 = shl i64 %11, 1
  %21 = and i64 %13, 1
  %22 = or disjoint i64 %21, %20
  %23 = add nsw i64 %10, -1
  %24 = icmp eq i64 %10, 0
  br i1 %24, label %4, label %9
}

; Function Attrs: noinline nounwind optsize
define dso_local i64 @footprint(ptr noundef readonly captures(none) %0, i64 noundef %1, ptr noundef writeonly captures(none) %2, i64 noundef %3) local_unnamed_addr {
  %5 = alloca i64, align 8
  %6 = alloca [8 x i64], align 16
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %8 = load i64, ptr %7, align 8
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %12, label %10

10:                                               ; preds = %4
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 352
  br label %14

12:                                               ; preds = %31, %4
  %13 = phi i64 [ 0, %4 ], [ %32, %31 ]
  ret i64 %13

14:                                               ; preds = %10, %31
  %15 = phi i64 [ 0, %10 ], [ %32, %31 ]
  %16 = phi i64 [ 0, %10 ], [ %33, %31 ]
  %17 = load ptr, ptr %11, align 8
  %18 = getelementptr inbounds nuw %struct.region, ptr %17, i64 %16
  %19 = getelementptr inbounds nuw i8, ptr %18, i64 8
  %20 = load i64, ptr %19, align 8
  %21 = load i64, ptr %18, align 8
  %22 = sub i64 %20, %21
  %23 = icmp eq i64 %20, %21
  br i1 %23, label %31, label %24

24:                                               ; preds = %14
  %25 = getelementptr inbounds nuw i8, ptr %18, i64 64
  %26 = getelementptr inbounds nuw i8, ptr %18, i64 48
  %27 = getelementptr inbounds nuw i8, ptr %18, i64 24
  br label %28

28:                                               ; preds = %24, %124
  %29 = phi i64 [ %15, %24 ], [ %125, %124 ]
  %30 = phi i64 [ 0, %24 ], [ %115, %124 ]
  br label %36

31:                                               ; preds = %124, %52, %14
  %32 = phi i64 [ %29, %52 ], [ %15, %14 ], [ %125, %124 ]
  %33 = add nuw i64 %16, 1
  %34 = load i64, ptr %7, align 8
  %35 = icmp ult i64 %33, %34
  br i1 %35, label %14, label %12

36:                                               ; preds = %28, %52
  %37 = phi i64 [ %30, %28 ], [ %53, %52 ]
  %38 = load i64, ptr %25, align 8
  %39 = and i64 %38, 2
  %40 = icmp ne i64 %39, 0
  %41 = and i64 %37, 4095
  %42 = icmp eq i64 %41, 0
  %43 = and i1 %42, %40
  br i1 %43, label %44, label %55

44:                                               ; preds = %36
  %45 = load ptr, ptr %26, align 8
  %46 = lshr exact i64 %37, 12
  %47 = getelementptr inbounds nuw i8, ptr %45, i64 %46
  %48 = load i8, ptr %47, align 1
  %49 = icmp eq i8 %48, 0
  br i1 %49, label %50, label %55

50:                                               ; preds = %44
  %51 = add i64 %37, 4096
  br label %52

52:                                               ; preds = %50, %102
  %53 = phi i64 [ %103, %102 ], [ %51, %50 ]
  %54 = icmp ult i64 %53, %22
  br i1 %54, label %36, label %31

55:                                               ; preds = %44, %36
  %56 = load ptr, ptr %27, align 8
  %57 = getelementptr inbounds nuw i8, ptr %56, i64 %37
  %58 = load i8, ptr %57, align 1
  %59 = zext i8 %58 to i64
  %60 = and i64 %1, %59
  %61 = icmp eq i64 %60, 0
  br i1 %61, label %64, label %62

62:                                               ; preds = %55
  %63 = icmp ult i64 %37, %22
  br i1 %63, label %104, label %114

64:                                               ; preds = %55
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  store i64 0, ptr %5, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %65 = and i64 %37, 63
  %66 = icmp eq i64 %65, 0
  br i1 %66, label %67, label %86

67:                                               ; preds = %64
  %68 = add i64 %37, 64
  %69 = icmp ugt i64 %68, %22
  br i1 %69, label %86, label %70

70:                                               ; preds = %67
  %71 = load ptr, ptr %27, align 8
  %72 = getelementptr inbounds nuw i8, ptr %71, i64 %37
  %73 = call ptr @memcpy(ptr noundef nonnull %6, ptr noundef %72, i64 noundef 64)
  %74 = load i64, ptr %5, align 8
  br label %77

75:                                               ; preds = %77
  %76 = icmp eq i64 %82, 0
  br i1 %76, label %102, label %85

77:                                               ; preds = %70, %77
  %78 = phi i64 [ 0, %70 ], [ %83, %77 ]
  %79 = phi i64 [ %74, %70 ], [ %82, %77 ]
  %80 = getelementptr inbounds nuw i64, ptr %6, i64 %78
  %81 = load i64, ptr %80, align 8
  %82 = or i64 %79, %81
  %83 = add nuw nsw i64 %78, 1
  %84 = icmp eq i64 %83, 8
  br i1 %84, label %75, label %77

85:                                               ; preds = %75
  store i64 0, ptr %5, align 8
  br label %86

86:                                               ; preds = %85, %67, %64
  %87 = add i64 %37, 8
  %88 = icmp ugt i64 %87, %22
  br i1 %88, label %99, label %89

89:                                               ; preds = %86
  %90 = load ptr, ptr %27, align 8
  %91 = getelementptr inbounds nuw i8, ptr %90, i64 %37
  %92 = call ptr @memcpy(ptr noundef nonnull %5, ptr noundef %91, i64 noundef 8)
  %93 = and i64 %37, 7
  %94 = icmp eq i64 %93, 0
  br i1 %94, label %95, label %99

95:                                               ; preds = %89
  %96 = load i64, ptr %5, align 8
  %97 = icmp eq i64 %96, 0
  %98 = select i1 %97, i64 8, i64 1
  br label %99

99:                                               ; preds = %86, %95, %89
  %100 = phi i64 [ %98, %95 ], [ 1, %89 ], [ 1, %86 ]
  %101 = add i64 %100, %37
  br label %102

102:                                              ; preds = %75, %99
  %103 = phi i64 [ %101, %99 ], [ %68, %75 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %52

104:                                              ; preds = %62, %111
  %105 = phi i64 [ %112, %111 ], [ %37, %62 ]
  %106 = getelementptr inbounds nuw i8, ptr %56, i64 %105
  %107 = load i8, ptr %106, align 1
  %108 = zext i8 %107 to i64
  %109 = and i64 %1, %108
  %110 = icmp eq i64 %109, 0
  br i1 %110, label %114, label %111

111:                                              ; preds = %104
  %112 = add nuw i64 %105, 1
  %113 = icmp ult i64 %112, %22
  br i1 %113, label %104, label %114

114:                                              ; preds = %104, %111, %62
  %115 = phi i64 [ %37, %62 ], [ %22, %111 ], [ %105, %104 ]
  %116 = icmp ult i64 %29, %3
  br i1 %116, label %117, label %124

117:                                              ; preds = %114
  %118 = load i64, ptr %18, align 8
  %119 = add i64 %118, %37
  %120 = shl i64 %29, 4
  %121 = getelementptr inbounds nuw i8, ptr %2, i64 %120
  store i64 %119, ptr %121, align 8
  %122 = sub i64 %115, %37
  %123 = getelementptr inbounds nuw i8, ptr %121, i64 8
  store i64 %122, ptr %123, align 8
  br label %124

124:                                              ; preds = %117, %114
  %125 = add i64 %29, 1
  %126 = icmp ult i64 %115, %22
  br i1 %126, label %28, label %31
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define dso_local i64 @layout(i64 noundef %0) local_unnamed_addr {
  %2 = icmp ult i64 %0, 17
  br i1 %2, label %3, label %6

3:                                                ; preds = %1
  %4 = getelementptr inbounds nuw i64, ptr @layout.sizes, i64 %0
  %5 = load i64, ptr %4, align 8
  br label %6

6:                                                ; preds = %1, %3
  %7 = phi i64 [ %5, %3 ], [ 0, %1 ]
  ret i64 %7
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define dso_local void @initialize(ptr noundef readonly captures(none) %0) local_unnamed_addr {
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(96) @api, ptr noundef nonnull align 8 dereferenceable(96) %0, i64 96, i1 false)
  ret void
}

; Function Attrs: mustprogress nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg)

; Function Attrs: noinline nounwind optsize
define internal fastcc void @touch_frame(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 4294967296) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %13, label %7

7:                                                ; preds = %3
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2936
  %11 = add i64 %2, %1
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2080
  br label %14

13:                                               ; preds = %45, %3
  ret void

14:                                               ; preds = %7, %45
  %15 = phi i64 [ %5, %7 ], [ %46, %45 ]
  %16 = phi i64 [ 0, %7 ], [ %47, %45 ]
  %17 = getelementptr inbounds nuw i64, ptr %8, i64 %16
  %18 = load i64, ptr %17, align 8
  %19 = load ptr, ptr %9, align 8
  %20 = getelementptr inbounds nuw %struct.local, ptr %19, i64 %16
  %21 = getelementptr inbounds nuw i8, ptr %20, i64 8
  %22 = load i64, ptr %21, align 8
  %23 = add i64 %22, %18
  %24 = load i64, ptr %10, align 8
  %25 = shl nuw i64 1, %16
  %26 = and i64 %24, %25
  %27 = icmp ne i64 %26, 0
  %28 = icmp ult i64 %1, %23
  %29 = icmp ugt i64 %11, %18
  %30 = and i1 %28, %29
  %31 = select i1 %27, i1 %30, i1 false
  br i1 %31, label %32, label %45

32:                                               ; preds = %14
  %33 = tail call i64 @llvm.umax.i64(i64 %1, i64 %18)
  %34 = tail call i64 @llvm.umin.i64(i64 %11, i64 %23)
  %35 = and i64 %33, -8
  %36 = icmp ult i64 %35, %34
  br i1 %36, label %37, label %45

37:                                               ; preds = %32, %37
  %38 = phi i64 [ %41, %37 ], [ %35, %32 ]
  %39 = load i64, ptr %12, align 8
  %40 = add i64 %39, -1
  tail call fastcc void @change_piece(ptr noundef nonnull %0, i64 noundef %16, i64 noundef %38, i64 noundef %2, i64 noundef %40, i64 noundef 60, i32 noundef 1)
  %41 = add i64 %38, 8
  %42 = icmp ult i64 %41, %34
  br i1 %42, label %37, label %43

43:                                               ; preds = %37
  %44 = load i64, ptr %4, align 8
  br label %45

45:                                               ; preds = %43, %32, %14
  %46 = phi i64 [ %44, %43 ], [ %15, %32 ], [ %15, %14 ]
  %47 = add nuw i64 %16, 1
  %48 = icmp ult i64 %47, %46
  br i1 %48, label %14, label %13
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @shared_write(ptr noundef readonly captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 4294967296) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %20, label %7

7:                                                ; preds = %3
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %9 = icmp eq i64 %2, 0
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 304
  br label %14

14:                                               ; preds = %7, %28
  %15 = phi i64 [ %5, %7 ], [ %29, %28 ]
  %16 = phi i64 [ 0, %7 ], [ %30, %28 ]
  br i1 %9, label %28, label %17

17:                                               ; preds = %14
  %18 = shl nuw i64 1, %16
  %19 = getelementptr inbounds nuw i64, ptr %10, i64 %16
  br label %21

20:                                               ; preds = %28, %3
  ret void

21:                                               ; preds = %17, %48
  %22 = phi i64 [ 0, %17 ], [ %49, %48 ]
  %23 = load i64, ptr %8, align 8
  %24 = and i64 %23, %18
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %26, label %32

26:                                               ; preds = %48, %21
  %27 = load i64, ptr %4, align 8
  br label %28

28:                                               ; preds = %26, %14
  %29 = phi i64 [ %27, %26 ], [ %15, %14 ]
  %30 = add nuw i64 %16, 1
  %31 = icmp ult i64 %30, %29
  br i1 %31, label %14, label %20

32:                                               ; preds = %21
  %33 = add i64 %22, %1
  %34 = load i64, ptr %19, align 8
  %35 = sub i64 %33, %34
  %36 = load ptr, ptr %11, align 8
  %37 = getelementptr inbounds nuw %struct.local, ptr %36, i64 %16
  %38 = getelementptr inbounds nuw i8, ptr %37, i64 8
  %39 = load i64, ptr %38, align 8
  %40 = icmp ult i64 %35, %39
  br i1 %40, label %41, label %48

41:                                               ; preds = %32
  %42 = load ptr, ptr %12, align 8
  %43 = load i64, ptr %13, align 8
  %44 = sub i64 %33, %43
  %45 = getelementptr inbounds nuw i8, ptr %42, i64 %44
  %46 = load i8, ptr %45, align 1
  %47 = or i8 %46, 2
  store i8 %47, ptr %45, align 1
  br label %48

48:                                               ; preds = %32, %41
  %49 = add nuw nsw i64 %22, 1
  %50 = icmp eq i64 %49, %2
  br i1 %50, label %26, label %21
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @change_piece(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4, i64 noundef range(i64 1, 101) %5, i32 noundef range(i32 0, 2) %6) unnamed_addr {
  %8 = alloca i64, align 8
  %9 = alloca i64, align 8
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %11 = getelementptr inbounds nuw i64, ptr %10, i64 %1
  %12 = load i64, ptr %11, align 8
  %13 = tail call i64 @llvm.umax.i64(i64 %2, i64 %12)
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 2368
  %15 = load ptr, ptr %14, align 8
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %17 = load i64, ptr %16, align 8
  %18 = sub i64 %13, %17
  %19 = getelementptr inbounds nuw i8, ptr %15, i64 %18
  %20 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %21 = load ptr, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %21, i64 %18
  %23 = add i64 %4, 2
  %24 = tail call i64 @llvm.umin.i64(i64 %23, i64 255)
  %25 = trunc nuw i64 %24 to i8
  %26 = load i8, ptr %19, align 1
  %27 = zext i8 %26 to i64
  %28 = icmp eq i64 %24, %27
  br i1 %28, label %136, label %29

29:                                               ; preds = %7
  %30 = add i64 %2, 8
  %31 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %32 = load ptr, ptr %31, align 8
  %33 = getelementptr inbounds nuw %struct.local, ptr %32, i64 %1
  %34 = getelementptr inbounds nuw i8, ptr %33, i64 8
  %35 = load i64, ptr %34, align 8
  %36 = add i64 %35, %12
  %37 = tail call i64 @llvm.umin.i64(i64 %30, i64 %36)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  store i64 0, ptr %8, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %9)
  %38 = sub i64 %37, %13
  %39 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %40 = load ptr, ptr %39, align 8
  %41 = tail call fastcc i64 @chance(ptr noundef %40, i64 noundef %5)
  %42 = icmp ne i64 %41, 0
  %43 = xor i1 %42, true
  %44 = icmp eq i64 %37, %13
  br i1 %44, label %47, label %51

45:                                               ; preds = %51
  %46 = icmp ne i64 %59, 0
  br label %47

47:                                               ; preds = %45, %29
  %48 = phi i1 [ false, %29 ], [ %46, %45 ]
  %49 = icmp ne i32 %6, 0
  %50 = select i1 %49, i1 true, i1 %42
  br i1 %50, label %62, label %135

51:                                               ; preds = %29, %51
  %52 = phi i64 [ %59, %51 ], [ 0, %29 ]
  %53 = phi i64 [ %60, %51 ], [ 0, %29 ]
  %54 = getelementptr inbounds nuw i8, ptr %22, i64 %53
  %55 = load i8, ptr %54, align 1
  %56 = and i8 %55, 1
  %57 = xor i8 %56, 1
  %58 = zext nneg i8 %57 to i64
  %59 = or i64 %52, %58
  %60 = add nuw i64 %53, 1
  %61 = icmp eq i64 %60, %38
  br i1 %61, label %45, label %51

62:                                               ; preds = %47
  store i8 %25, ptr %19, align 1
  %63 = select i1 %42, i1 true, i1 %48
  br i1 %63, label %64, label %135

64:                                               ; preds = %62
  %65 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %66 = load ptr, ptr %65, align 8
  %67 = load i64, ptr %16, align 8
  %68 = sub i64 %13, %67
  %69 = getelementptr inbounds nuw i8, ptr %66, i64 %68
  %70 = call ptr @memcpy(ptr noundef nonnull %8, ptr noundef %69, i64 noundef %38)
  %71 = icmp ne i64 %38, 8
  %72 = select i1 %71, i1 true, i1 %48
  br i1 %72, label %80, label %73

73:                                               ; preds = %64
  %74 = load i64, ptr %8, align 8
  %75 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %76 = load i64, ptr %75, align 8
  %77 = call fastcc i64 @changed(ptr noundef nonnull %0, i64 noundef %74, i64 noundef %3, i64 noundef %76, i64 noundef %2)
  %78 = load i64, ptr %8, align 8
  %79 = icmp eq i64 %77, %78
  br i1 %79, label %135, label %117

80:                                               ; preds = %64
  %81 = select i1 %71, i1 true, i1 %43
  br i1 %81, label %86, label %82

82:                                               ; preds = %80
  %83 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %84 = load i64, ptr %83, align 8
  %85 = call fastcc i64 @changed(ptr noundef nonnull %0, i64 noundef 0, i64 noundef %3, i64 noundef %84, i64 noundef %2)
  br label %117

86:                                               ; preds = %80
  %87 = icmp ult i64 %38, 4
  %88 = icmp ult i64 %38, 8
  %89 = select i1 %88, i64 4, i64 8
  %90 = select i1 %87, i64 1, i64 %89
  %91 = load ptr, ptr %39, align 8
  %92 = load i64, ptr %8, align 8
  %93 = select i1 %48, i64 0, i64 %92
  %94 = call i64 @llvm.umin.i64(i64 %3, i64 %90)
  %95 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %96 = load i64, ptr %95, align 8
  %97 = call fastcc i64 @havoc(ptr noundef %91, i64 noundef %93, i64 noundef %94, i64 noundef %96, i64 noundef 8)
  %98 = sub i64 %13, %2
  %99 = shl i64 %98, 3
  %100 = lshr i64 %97, %99
  store i64 %100, ptr %9, align 8
  %101 = select i1 %44, i1 true, i1 %42
  br i1 %101, label %117, label %102

102:                                              ; preds = %86, %112
  %103 = phi i64 [ %113, %112 ], [ 0, %86 ]
  %104 = getelementptr inbounds nuw i8, ptr %22, i64 %103
  %105 = load i8, ptr %104, align 1
  %106 = and i8 %105, 1
  %107 = icmp eq i8 %106, 0
  br i1 %107, label %112, label %108

108:                                              ; preds = %102
  %109 = getelementptr inbounds nuw i8, ptr %8, i64 %103
  %110 = load i8, ptr %109, align 1
  %111 = getelementptr inbounds nuw i8, ptr %9, i64 %103
  store i8 %110, ptr %111, align 1
  br label %112

112:                                              ; preds = %102, %108
  %113 = add nuw i64 %103, 1
  %114 = icmp ult i64 %113, %38
  br i1 %114, label %102, label %115

115:                                              ; preds = %112
  %116 = load i64, ptr %9, align 8
  br label %117

117:                                              ; preds = %115, %86, %82, %73
  %118 = phi i64 [ %116, %115 ], [ %100, %86 ], [ %85, %82 ], [ %77, %73 ]
  %119 = call fastcc i64 @patched(ptr noundef %0, i64 noundef %118)
  store i64 %119, ptr %9, align 8
  %120 = getelementptr inbounds nuw i8, ptr %0, i64 2000
  %121 = load i64, ptr %120, align 8
  %122 = icmp ult i64 %13, %121
  br i1 %122, label %123, label %124

123:                                              ; preds = %117
  store i64 %13, ptr %120, align 8
  br label %124

124:                                              ; preds = %123, %117
  %125 = call ptr @memcpy(ptr noundef %69, ptr noundef nonnull %9, i64 noundef %38)
  br i1 %44, label %126, label %128

126:                                              ; preds = %128, %124
  %127 = load i64, ptr %9, align 8
  call fastcc void @add_patch(ptr noundef nonnull %0, i64 noundef %4, i64 noundef %13, i64 noundef %127, i64 noundef %38)
  br label %135

128:                                              ; preds = %124, %128
  %129 = phi i64 [ %133, %128 ], [ 0, %124 ]
  %130 = getelementptr inbounds nuw i8, ptr %22, i64 %129
  %131 = load i8, ptr %130, align 1
  %132 = or i8 %131, 1
  store i8 %132, ptr %130, align 1
  %133 = add nuw i64 %129, 1
  %134 = icmp eq i64 %133, %38
  br i1 %134, label %126, label %128

135:                                              ; preds = %126, %73, %62, %47
  call void @llvm.lifetime.end.p0(ptr nonnull %9)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  br label %136

136:                                              ; preds = %7, %135
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @havoc(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4) unnamed_addr {
  %6 = tail call fastcc i32 @in_heap(ptr noundef %0, i64 noundef %1)
  %7 = icmp eq i32 %6, 0
  br i1 %7, label %10, label %8

8:                                                ; preds = %5
  %9 = tail call fastcc i64 @draw_pointer(ptr noundef %0, i64 noundef 8, i64 noundef %4)
  br label %17

10:                                               ; preds = %5
  %11 = tail call fastcc i64 @draw_word(ptr noundef %0, i64 noundef %2, i64 noundef %3, i64 noundef %4)
  %12 = icmp eq i64 %11, %1
  br i1 %12, label %13, label %17

13:                                               ; preds = %10
  %14 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 8)
  %15 = shl nuw i64 1, %14
  %16 = xor i64 %15, %1
  br label %17

17:                                               ; preds = %13, %10, %8
  %18 = phi i64 [ %9, %8 ], [ %16, %13 ], [ %11, %10 ]
  ret i64 %18
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @in_heap(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2096
  %4 = load i64, ptr %3, align 8
  %5 = sub i64 %1, %4
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2104
  %7 = load i64, ptr %6, align 8
  %8 = shl i64 %7, 12
  %9 = icmp ult i64 %5, %8
  %10 = zext i1 %9 to i32
  ret i32 %10
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_pointer(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 6128
  %5 = load i64, ptr %4, align 8
  %6 = tail call i64 @llvm.umin.i64(i64 %5, i64 16)
  %7 = icmp eq i64 %5, 0
  br i1 %7, label %24, label %8

8:                                                ; preds = %3
  %9 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 7)
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %24, label %11

11:                                               ; preds = %8
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 6136
  %13 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %6)
  %14 = getelementptr inbounds nuw i64, ptr %12, i64 %13
  %15 = load i64, ptr %14, align 8
  %16 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 9)
  %17 = add nsw i64 %16, -4
  %18 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %19 = icmp eq i64 %18, 0
  %20 = tail call i64 @llvm.umax.i64(i64 %1, i64 1)
  %21 = select i1 %19, i64 %20, i64 8
  %22 = mul i64 %21, %17
  %23 = add i64 %22, %15
  br label %33

24:                                               ; preds = %8, %3
  %25 = tail call fastcc i64 @fresh_pointer(ptr noundef nonnull %0, i64 noundef %1, i64 noundef %2)
  %26 = icmp eq i64 %25, 0
  br i1 %26, label %33, label %27

27:                                               ; preds = %24
  %28 = getelementptr inbounds nuw i8, ptr %0, i64 6136
  %29 = load i64, ptr %4, align 8
  %30 = add i64 %29, 1
  store i64 %30, ptr %4, align 8
  %31 = and i64 %29, 15
  %32 = getelementptr inbounds nuw i64, ptr %28, i64 %31
  store i64 %25, ptr %32, align 8
  br label %33

33:                                               ; preds = %24, %27, %11
  %34 = phi i64 [ %23, %11 ], [ %25, %27 ], [ 0, %24 ]
  ret i64 %34
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_word(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = alloca i64, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 51576
  %7 = load i64, ptr %6, align 8
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %12, label %9

9:                                                ; preds = %4
  %10 = call fastcc i32 @mirrored(ptr noundef nonnull %0, i64 noundef %3, ptr noundef %5)
  %11 = icmp eq i32 %10, 0
  br i1 %11, label %12, label %14

12:                                               ; preds = %9, %4
  %13 = tail call fastcc i64 @draw_like(ptr noundef nonnull %0, i64 noundef %1, i64 noundef %2, i64 noundef %3)
  store i64 %13, ptr %5, align 8
  br label %14

14:                                               ; preds = %12, %9
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 5744
  %16 = load i64, ptr %15, align 8
  %17 = sub i64 %16, %3
  %18 = icmp ult i64 %17, 8
  br i1 %18, label %21, label %19

19:                                               ; preds = %14
  %20 = load i64, ptr %5, align 8
  br label %46

21:                                               ; preds = %14
  %22 = shl nuw nsw i64 %17, 3
  %23 = getelementptr inbounds nuw i8, ptr %0, i64 5752
  %24 = load i64, ptr %23, align 8
  %25 = shl i64 %24, 3
  %26 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 60)
  %27 = icmp eq i64 %26, 0
  br i1 %27, label %34, label %28

28:                                               ; preds = %21
  %29 = load i64, ptr %5, align 8
  %30 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %25)
  %31 = add nuw nsw i64 %30, %22
  %32 = shl nuw i64 1, %31
  %33 = xor i64 %32, %29
  br label %37

34:                                               ; preds = %21
  %35 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  %36 = load i64, ptr %5, align 8
  br label %37

37:                                               ; preds = %34, %28
  %38 = phi i64 [ %29, %28 ], [ %36, %34 ]
  %39 = phi i64 [ %33, %28 ], [ %35, %34 ]
  %40 = tail call fastcc i64 @ones(i64 noundef %25)
  %41 = shl i64 %40, %22
  %42 = xor i64 %41, -1
  %43 = and i64 %38, %42
  %44 = and i64 %41, %39
  %45 = or i64 %43, %44
  br label %46

46:                                               ; preds = %19, %37
  %47 = phi i64 [ %20, %19 ], [ %45, %37 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret i64 %47
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc range(i64 0, 9007199254740992) i64 @below(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = icmp eq i64 %1, 0
  br i1 %3, label %8, label %4

4:                                                ; preds = %2
  %5 = tail call fastcc i64 @random_word(ptr noundef %0)
  %6 = lshr i64 %5, 11
  %7 = urem i64 %6, %1
  br label %8

8:                                                ; preds = %2, %4
  %9 = phi i64 [ %7, %4 ], [ 0, %2 ]
  ret i64 %9
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @fresh_pointer(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 100)
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2104
  %6 = load i64, ptr %5, align 8
  %7 = shl i64 %6, 12
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 5904
  %9 = load i64, ptr %8, align 8
  %10 = icmp eq i64 %9, 0
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 5920
  %12 = load i64, ptr %11, align 8
  br i1 %10, label %23, label %13

13:                                               ; preds = %3
  %14 = icmp ult i64 %12, 12
  %15 = icmp ult i64 %12, 40
  %16 = select i1 %15, i64 35, i64 70
  %17 = select i1 %14, i64 14, i64 %16
  %18 = icmp samesign ult i64 %4, %17
  br i1 %18, label %19, label %23

19:                                               ; preds = %13
  %20 = getelementptr inbounds nuw i8, ptr %0, i64 5912
  %21 = load i64, ptr %20, align 8
  %22 = add i64 %21, 1
  store i64 %22, ptr %20, align 8
  br label %92

23:                                               ; preds = %3, %13
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 5920
  %25 = add i64 %12, 1
  store i64 %25, ptr %24, align 8
  %26 = icmp samesign ugt i64 %4, 97
  %27 = icmp ne i64 %2, 0
  %28 = and i1 %27, %26
  br i1 %28, label %29, label %31

29:                                               ; preds = %23
  %30 = and i64 %2, -16
  br label %92

31:                                               ; preds = %23
  %32 = icmp samesign ugt i64 %4, 91
  br i1 %32, label %33, label %46

33:                                               ; preds = %31
  %34 = getelementptr inbounds nuw i8, ptr %0, i64 5928
  %35 = load i64, ptr %34, align 8
  %36 = icmp eq i64 %35, 0
  br i1 %36, label %48, label %37

37:                                               ; preds = %33
  %38 = getelementptr inbounds nuw i8, ptr %0, i64 5936
  %39 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %35)
  %40 = getelementptr inbounds nuw i64, ptr %38, i64 %39
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds nuw i8, ptr %0, i64 2096
  %43 = load i64, ptr %42, align 8
  %44 = sub i64 %41, %43
  %45 = icmp ult i64 %44, %7
  br i1 %45, label %92, label %48

46:                                               ; preds = %31
  %47 = icmp samesign ugt i64 %4, 88
  br i1 %47, label %48, label %62

48:                                               ; preds = %33, %37, %46
  %49 = getelementptr inbounds nuw i8, ptr %0, i64 51528
  %50 = load i64, ptr %49, align 8
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %62, label %52

52:                                               ; preds = %48
  %53 = getelementptr inbounds nuw i8, ptr %0, i64 51520
  %54 = load ptr, ptr %53, align 8
  %55 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %50)
  %56 = getelementptr inbounds nuw i64, ptr %54, i64 %55
  %57 = load i64, ptr %56, align 8
  %58 = icmp eq i64 %1, 0
  br i1 %58, label %92, label %59

59:                                               ; preds = %52
  %60 = urem i64 %57, %1
  %61 = icmp eq i64 %60, 0
  br i1 %61, label %92, label %62

62:                                               ; preds = %59, %48, %46
  %63 = lshr exact i64 %7, 2
  %64 = add i64 %7, -4096
  %65 = sub i64 %64, %63
  %66 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %65)
  %67 = add nuw nsw i64 %66, 2048
  %68 = add i64 %1, -1
  %69 = icmp ult i64 %68, 15
  br i1 %69, label %70, label %74

70:                                               ; preds = %62
  %71 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 60)
  %72 = icmp eq i64 %71, 0
  %73 = select i1 %72, i64 %1, i64 16
  br label %74

74:                                               ; preds = %62, %70
  %75 = phi i64 [ %73, %70 ], [ 16, %62 ]
  %76 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 10)
  %77 = icmp eq i64 %76, 0
  br i1 %77, label %83, label %78

78:                                               ; preds = %74
  %79 = or i64 %67, 4095
  %80 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 24)
  %81 = sub nsw i64 %79, %80
  %82 = select i1 %69, i64 %1, i64 16
  br label %83

83:                                               ; preds = %78, %74
  %84 = phi i64 [ %81, %78 ], [ %67, %74 ]
  %85 = phi i64 [ %82, %78 ], [ %75, %74 ]
  %86 = getelementptr inbounds nuw i8, ptr %0, i64 2096
  %87 = load i64, ptr %86, align 8
  %88 = freeze i64 %84
  %89 = urem i64 %88, %85
  %90 = add i64 %87, %88
  %91 = sub i64 %90, %89
  br label %92

92:                                               ; preds = %52, %37, %59, %83, %29, %19
  %93 = phi i64 [ 0, %19 ], [ %30, %29 ], [ %91, %83 ], [ %57, %59 ], [ %41, %37 ], [ %57, %52 ]
  ret i64 %93
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @mirrored(ptr noundef readonly captures(none) %0, i64 noundef %1, ptr noundef nonnull writeonly captures(none) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 51576
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 6296
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 6304
  br label %7

7:                                                ; preds = %3, %29
  %8 = phi i1 [ true, %3 ], [ false, %29 ]
  %9 = phi i64 [ 0, %3 ], [ 1, %29 ]
  %10 = getelementptr inbounds nuw i64, ptr %4, i64 %9
  %11 = load i64, ptr %10, align 8
  %12 = sub i64 %1, %11
  %13 = xor i64 %9, 1
  %14 = getelementptr inbounds nuw i64, ptr %4, i64 %13
  %15 = load i64, ptr %14, align 8
  %16 = add i64 %12, %15
  %17 = icmp ugt i64 %12, 2047
  br i1 %17, label %29, label %18

18:                                               ; preds = %7
  %19 = load i64, ptr %5, align 8
  %20 = icmp eq i64 %19, 0
  br i1 %20, label %29, label %24

21:                                               ; preds = %24
  %22 = add nuw i64 %25, 1
  %23 = icmp eq i64 %22, %19
  br i1 %23, label %29, label %24

24:                                               ; preds = %18, %21
  %25 = phi i64 [ %22, %21 ], [ 0, %18 ]
  %26 = getelementptr inbounds nuw %struct.define, ptr %6, i64 %25
  %27 = load i64, ptr %26, align 8
  %28 = icmp eq i64 %27, %16
  br i1 %28, label %30, label %21

29:                                               ; preds = %21, %18, %7
  br i1 %8, label %7, label %33

30:                                               ; preds = %24
  %31 = getelementptr inbounds nuw i8, ptr %26, i64 8
  %32 = load i64, ptr %31, align 8
  store i64 %32, ptr %2, align 8
  br label %33

33:                                               ; preds = %29, %30
  %34 = phi i32 [ 1, %30 ], [ 0, %29 ]
  ret i32 %34
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_like(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = icmp ugt i64 %1, 7
  br i1 %5, label %6, label %106

6:                                                ; preds = %4
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2128
  %8 = load ptr, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %8, i64 %2
  %10 = load i8, ptr %9, align 1
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 1832
  %12 = load i64, ptr %11, align 8
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %24, label %14

14:                                               ; preds = %6
  %15 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 8)
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %24, label %17

17:                                               ; preds = %14
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 1840
  %19 = load i64, ptr %11, align 8
  %20 = tail call i64 @llvm.umin.i64(i64 %19, i64 32)
  %21 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %20)
  %22 = getelementptr inbounds nuw i64, ptr %18, i64 %21
  %23 = load i64, ptr %22, align 8
  br label %180

24:                                               ; preds = %14, %6
  switch i8 %10, label %41 [
    i8 3, label %25
    i8 1, label %35
    i8 2, label %38
  ]

25:                                               ; preds = %24
  %26 = getelementptr inbounds nuw i8, ptr %0, i64 2112
  %27 = load i64, ptr %26, align 8
  %28 = icmp eq i64 %27, 0
  br i1 %28, label %41, label %29

29:                                               ; preds = %25
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 2120
  %31 = load ptr, ptr %30, align 8
  %32 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %27)
  %33 = getelementptr inbounds nuw i64, ptr %31, i64 %32
  %34 = load i64, ptr %33, align 8
  br label %180

35:                                               ; preds = %24
  %36 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 96)
  %37 = icmp eq i64 %36, 0
  br i1 %37, label %46, label %44

38:                                               ; preds = %24
  %39 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 4)
  %40 = icmp eq i64 %39, 0
  br i1 %40, label %46, label %44

41:                                               ; preds = %25, %24
  %42 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %43 = icmp eq i64 %42, 0
  br i1 %43, label %46, label %44

44:                                               ; preds = %41, %38, %35
  %45 = tail call fastcc i64 @draw_pointer(ptr noundef nonnull %0, i64 noundef 8, i64 noundef %3)
  br label %180

46:                                               ; preds = %41, %38, %35
  %47 = getelementptr inbounds nuw i8, ptr %0, i64 5704
  %48 = load i64, ptr %47, align 8
  %49 = icmp eq i64 %48, 0
  br i1 %49, label %55, label %50

50:                                               ; preds = %46
  %51 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 90)
  %52 = icmp eq i64 %51, 0
  br i1 %52, label %55, label %53

53:                                               ; preds = %50
  %54 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  br label %180

55:                                               ; preds = %50, %46
  %56 = getelementptr inbounds nuw i8, ptr %0, i64 5712
  %57 = load i64, ptr %56, align 8
  %58 = icmp eq i64 %57, 0
  br i1 %58, label %73, label %59

59:                                               ; preds = %55
  %60 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 95)
  %61 = icmp eq i64 %60, 0
  br i1 %61, label %73, label %62

62:                                               ; preds = %59
  %63 = getelementptr inbounds nuw i8, ptr %0, i64 5720
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %64, 64
  br i1 %65, label %66, label %68

66:                                               ; preds = %62
  %67 = tail call fastcc i64 @draw_sign(ptr noundef nonnull %0, i64 noundef 64)
  br label %180

68:                                               ; preds = %62
  %69 = tail call fastcc i64 @draw_sign(ptr noundef nonnull %0, i64 noundef 32)
  %70 = tail call fastcc i64 @draw_sign(ptr noundef nonnull %0, i64 noundef 32)
  %71 = shl i64 %70, 32
  %72 = or i64 %71, %69
  br label %180

73:                                               ; preds = %59, %55
  %74 = getelementptr inbounds nuw i8, ptr %0, i64 2368
  %75 = load i64, ptr %74, align 8
  %76 = icmp eq i64 %75, 0
  br i1 %76, label %82, label %77

77:                                               ; preds = %73
  %78 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %79 = icmp eq i64 %78, 0
  br i1 %79, label %82, label %80

80:                                               ; preds = %77
  %81 = tail call fastcc i64 @draw_float(ptr noundef nonnull %0, i64 noundef 64)
  br label %180

82:                                               ; preds = %77, %73
  %83 = getelementptr inbounds nuw i8, ptr %0, i64 5760
  %84 = load i64, ptr %83, align 8
  %85 = icmp eq i64 %84, 0
  br i1 %85, label %95, label %86

86:                                               ; preds = %82
  %87 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 80)
  %88 = icmp eq i64 %87, 0
  br i1 %88, label %95, label %89

89:                                               ; preds = %86
  %90 = getelementptr inbounds nuw i8, ptr %0, i64 5768
  %91 = load i64, ptr %83, align 8
  %92 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %91)
  %93 = getelementptr inbounds nuw i64, ptr %90, i64 %92
  %94 = load i64, ptr %93, align 8
  br label %180

95:                                               ; preds = %86, %82
  %96 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 40)
  %97 = icmp eq i64 %96, 0
  %98 = tail call fastcc i64 @draw_style(ptr noundef nonnull %0)
  %99 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %0, i64 noundef %98)
  br i1 %97, label %180, label %100

100:                                              ; preds = %95
  %101 = and i64 %99, 4294967295
  %102 = tail call fastcc i64 @draw_style(ptr noundef nonnull %0)
  %103 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %0, i64 noundef %102)
  %104 = shl i64 %103, 32
  %105 = or disjoint i64 %104, %101
  br label %180

106:                                              ; preds = %4
  %107 = shl nuw nsw i64 %1, 3
  %108 = getelementptr inbounds nuw i8, ptr %0, i64 5704
  %109 = tail call fastcc i64 @ones(i64 noundef %107)
  %110 = getelementptr inbounds nuw i8, ptr %0, i64 5712
  %111 = icmp eq i64 %1, 4
  %112 = getelementptr inbounds nuw i8, ptr %0, i64 2368
  %113 = getelementptr inbounds nuw i8, ptr %0, i64 5760
  %114 = getelementptr inbounds nuw i8, ptr %0, i64 5896
  %115 = getelementptr inbounds nuw i8, ptr %0, i64 5768
  %116 = icmp eq i64 %1, 1
  br label %117

117:                                              ; preds = %106, %173
  %118 = phi i64 [ 0, %106 ], [ %178, %173 ]
  %119 = phi i64 [ 0, %106 ], [ %177, %173 ]
  %120 = load i64, ptr %108, align 8
  %121 = icmp eq i64 %120, 0
  br i1 %121, label %127, label %122

122:                                              ; preds = %117
  %123 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 95)
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %127, label %125

125:                                              ; preds = %122
  %126 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  br label %173

127:                                              ; preds = %122, %117
  %128 = load i64, ptr %110, align 8
  %129 = icmp ne i64 %128, 0
  %130 = and i1 %111, %129
  br i1 %130, label %131, label %136

131:                                              ; preds = %127
  %132 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 90)
  %133 = icmp eq i64 %132, 0
  br i1 %133, label %136, label %134

134:                                              ; preds = %131
  %135 = tail call fastcc i64 @draw_sign(ptr noundef nonnull %0, i64 noundef 32)
  br label %173

136:                                              ; preds = %131, %127
  %137 = load i64, ptr %112, align 8
  %138 = icmp ne i64 %137, 0
  %139 = and i1 %111, %138
  br i1 %139, label %140, label %145

140:                                              ; preds = %136
  %141 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 60)
  %142 = icmp eq i64 %141, 0
  br i1 %142, label %145, label %143

143:                                              ; preds = %140
  %144 = tail call fastcc i64 @draw_float(ptr noundef nonnull %0, i64 noundef 32)
  br label %173

145:                                              ; preds = %140, %136
  %146 = load i64, ptr %113, align 8
  %147 = icmp eq i64 %146, 0
  br i1 %147, label %159, label %148

148:                                              ; preds = %145
  %149 = load i64, ptr %114, align 8
  %150 = icmp eq i64 %149, 0
  %151 = select i1 %150, i64 8, i64 2
  %152 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef %151)
  %153 = icmp eq i64 %152, 0
  br i1 %153, label %154, label %159

154:                                              ; preds = %148
  %155 = load i64, ptr %113, align 8
  %156 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %155)
  %157 = getelementptr inbounds nuw i64, ptr %115, i64 %156
  %158 = load i64, ptr %157, align 8
  br label %173

159:                                              ; preds = %148, %145
  br i1 %116, label %160, label %170

160:                                              ; preds = %159
  %161 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 40)
  %162 = icmp eq i64 %161, 0
  br i1 %162, label %165, label %163

163:                                              ; preds = %160
  %164 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  br label %173

165:                                              ; preds = %160
  %166 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %167 = icmp eq i64 %166, 0
  br i1 %167, label %170, label %168

168:                                              ; preds = %165
  %169 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %0, i64 noundef 2)
  br label %173

170:                                              ; preds = %159, %165
  %171 = tail call fastcc i64 @draw_style(ptr noundef nonnull %0)
  %172 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %0, i64 noundef %171)
  br label %173

173:                                              ; preds = %134, %154, %168, %170, %163, %143, %125
  %174 = phi i64 [ %126, %125 ], [ %135, %134 ], [ %144, %143 ], [ %164, %163 ], [ %169, %168 ], [ %172, %170 ], [ %158, %154 ]
  %175 = and i64 %109, %174
  %176 = shl i64 %175, %118
  %177 = or i64 %176, %119
  %178 = add nuw nsw i64 %118, %107
  %179 = icmp samesign ult i64 %178, 64
  br i1 %179, label %117, label %180

180:                                              ; preds = %173, %95, %17, %29, %44, %53, %66, %68, %80, %89, %100
  %181 = phi i64 [ %99, %95 ], [ %23, %17 ], [ %34, %29 ], [ %45, %44 ], [ %54, %53 ], [ %67, %66 ], [ %72, %68 ], [ %81, %80 ], [ %94, %89 ], [ %105, %100 ], [ %177, %173 ]
  ret i64 %181
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define internal fastcc range(i64 -1, -9223372036854775808) i64 @ones(i64 noundef %0) unnamed_addr {
  %2 = icmp ugt i64 %0, 63
  %3 = shl nsw i64 -1, %0
  %4 = xor i64 %3, -1
  %5 = select i1 %2, i64 -1, i64 %4
  ret i64 %5
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @draw_sign(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = add i64 %1, -1
  %4 = shl nuw i64 1, %3
  %5 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %6 = icmp eq i64 %5, 0
  %7 = select i1 %6, i64 0, i64 %4
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 5712
  %9 = load i64, ptr %8, align 8
  %10 = icmp eq i64 %9, 3
  br i1 %10, label %11, label %18

11:                                               ; preds = %2
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 5728
  %13 = icmp eq i64 %1, 64
  %14 = zext i1 %13 to i64
  %15 = getelementptr inbounds nuw i64, ptr %12, i64 %14
  %16 = load i64, ptr %15, align 8
  %17 = xor i64 %16, %7
  br label %29

18:                                               ; preds = %2
  %19 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 65)
  %20 = icmp eq i64 %19, 0
  br i1 %20, label %21, label %29

21:                                               ; preds = %18
  %22 = tail call fastcc i64 @ordinary(ptr noundef nonnull %0, i64 noundef %1)
  %23 = xor i64 %4, -1
  %24 = and i64 %22, %23
  %25 = load i64, ptr %8, align 8
  %26 = icmp eq i64 %25, 1
  %27 = or i64 %22, %4
  %28 = select i1 %26, i64 %27, i64 %24
  br label %29

29:                                               ; preds = %18, %21, %11
  %30 = phi i64 [ %17, %11 ], [ %28, %21 ], [ %7, %18 ]
  ret i64 %30
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_float(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 5712
  %4 = load i64, ptr %3, align 8
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %9, label %6

6:                                                ; preds = %2
  switch i64 %1, label %9 [
    i64 64, label %7
    i64 32, label %7
  ]

7:                                                ; preds = %6, %6
  %8 = tail call fastcc i64 @draw_sign(ptr noundef nonnull %0, i64 noundef %1)
  br label %81

9:                                                ; preds = %6, %2
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 5696
  %11 = load i64, ptr %10, align 8
  %12 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef %11)
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %14, label %17

14:                                               ; preds = %9
  %15 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 70)
  %16 = add nuw nsw i64 %15, 30
  br label %26

17:                                               ; preds = %9
  %18 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 20)
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %26, label %20

20:                                               ; preds = %17
  %21 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %22 = icmp eq i64 %21, 0
  %23 = add i64 %1, -1
  %24 = shl nuw i64 1, %23
  %25 = select i1 %22, i64 %24, i64 0
  br label %81

26:                                               ; preds = %14, %17
  %27 = phi i64 [ 0, %17 ], [ %16, %14 ]
  switch i64 %1, label %77 [
    i64 32, label %28
    i64 64, label %53
  ]

28:                                               ; preds = %26
  %29 = icmp samesign ult i64 %27, 30
  br i1 %29, label %30, label %38

30:                                               ; preds = %28
  %31 = getelementptr inbounds nuw i8, ptr %0, i64 1816
  %32 = load ptr, ptr %31, align 8
  %33 = getelementptr inbounds nuw i8, ptr %0, i64 1800
  %34 = load i64, ptr %33, align 8
  %35 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %34)
  %36 = getelementptr inbounds nuw i64, ptr %32, i64 %35
  %37 = load i64, ptr %36, align 8
  br label %81

38:                                               ; preds = %28
  %39 = icmp samesign ult i64 %27, 85
  br i1 %39, label %40, label %50

40:                                               ; preds = %38
  %41 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 80)
  %42 = icmp eq i64 %41, 0
  %43 = select i1 %42, i64 40, i64 16
  %44 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %43)
  %45 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  %46 = and i64 %45, 2155872255
  %47 = shl i64 %44, 23
  %48 = add i64 %47, 998244352
  %49 = or i64 %46, %48
  br label %81

50:                                               ; preds = %38
  %51 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  %52 = and i64 %51, 4294967295
  br label %81

53:                                               ; preds = %26
  %54 = icmp samesign ult i64 %27, 30
  br i1 %54, label %55, label %63

55:                                               ; preds = %53
  %56 = getelementptr inbounds nuw i8, ptr %0, i64 1824
  %57 = load ptr, ptr %56, align 8
  %58 = getelementptr inbounds nuw i8, ptr %0, i64 1808
  %59 = load i64, ptr %58, align 8
  %60 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %59)
  %61 = getelementptr inbounds nuw i64, ptr %57, i64 %60
  %62 = load i64, ptr %61, align 8
  br label %81

63:                                               ; preds = %53
  %64 = icmp samesign ult i64 %27, 85
  br i1 %64, label %65, label %75

65:                                               ; preds = %63
  %66 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 80)
  %67 = icmp eq i64 %66, 0
  %68 = select i1 %67, i64 60, i64 16
  %69 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %68)
  %70 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  %71 = and i64 %70, -9218868437227405313
  %72 = shl i64 %69, 52
  %73 = add i64 %72, 4571153621781053440
  %74 = or i64 %71, %73
  br label %81

75:                                               ; preds = %63
  %76 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  br label %81

77:                                               ; preds = %26
  %78 = tail call fastcc i64 @random_word(ptr noundef nonnull %0)
  %79 = tail call fastcc i64 @ones(i64 noundef %1)
  %80 = and i64 %79, %78
  br label %81

81:                                               ; preds = %20, %30, %40, %50, %55, %65, %75, %77, %7
  %82 = phi i64 [ %8, %7 ], [ %25, %20 ], [ %37, %30 ], [ %49, %40 ], [ %52, %50 ], [ %62, %55 ], [ %74, %65 ], [ %76, %75 ], [ %80, %77 ]
  ret i64 %82
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_integer(ptr noundef captures(none) %0, i64 noundef range(i64 0, 7) %1) unnamed_addr {
  switch i64 %1, label %141 [
    i64 0, label %3
    i64 1, label %8
    i64 2, label %13
    i64 3, label %71
    i64 4, label %79
    i64 6, label %135
  ]

3:                                                ; preds = %2
  %4 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 12)
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %6, label %148

6:                                                ; preds = %3
  %7 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 18)
  br label %148

8:                                                ; preds = %2
  %9 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 15)
  %10 = icmp eq i64 %9, 0
  %11 = select i1 %10, i64 72, i64 300
  %12 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %11)
  br label %148

13:                                               ; preds = %2
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 5680
  %15 = load i64, ptr %14, align 8
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %23, label %17

17:                                               ; preds = %13
  %18 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %23, label %20

20:                                               ; preds = %17
  %21 = getelementptr inbounds nuw i8, ptr %0, i64 5688
  %22 = load i64, ptr %21, align 8
  br label %148

23:                                               ; preds = %17, %13
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 1832
  %25 = load i64, ptr %24, align 8
  %26 = icmp eq i64 %25, 0
  br i1 %26, label %37, label %27

27:                                               ; preds = %23
  %28 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 30)
  %29 = icmp eq i64 %28, 0
  br i1 %29, label %37, label %30

30:                                               ; preds = %27
  %31 = getelementptr inbounds nuw i8, ptr %0, i64 1840
  %32 = load i64, ptr %24, align 8
  %33 = tail call i64 @llvm.umin.i64(i64 %32, i64 32)
  %34 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %33)
  %35 = getelementptr inbounds nuw i64, ptr %31, i64 %34
  %36 = load i64, ptr %35, align 8
  br label %148

37:                                               ; preds = %27, %23
  %38 = getelementptr inbounds nuw i8, ptr %0, i64 1752
  %39 = load i64, ptr %38, align 8
  %40 = icmp eq i64 %39, 0
  br i1 %40, label %51, label %41

41:                                               ; preds = %37
  %42 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 40)
  %43 = icmp eq i64 %42, 0
  br i1 %43, label %51, label %44

44:                                               ; preds = %41
  %45 = getelementptr inbounds nuw i8, ptr %0, i64 1760
  %46 = load ptr, ptr %45, align 8
  %47 = load i64, ptr %38, align 8
  %48 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %47)
  %49 = getelementptr inbounds nuw i64, ptr %46, i64 %48
  %50 = load i64, ptr %49, align 8
  br label %148

51:                                               ; preds = %41, %37
  %52 = getelementptr inbounds nuw i8, ptr %0, i64 1768
  %53 = load i64, ptr %52, align 8
  %54 = icmp eq i64 %53, 0
  br i1 %54, label %55, label %57

55:                                               ; preds = %51
  %56 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 256)
  br label %148

57:                                               ; preds = %51
  %58 = getelementptr inbounds nuw i8, ptr %0, i64 1776
  %59 = load ptr, ptr %58, align 8
  %60 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %53)
  %61 = getelementptr inbounds nuw i64, ptr %59, i64 %60
  %62 = load i64, ptr %61, align 8
  %63 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 15)
  %64 = icmp eq i64 %63, 0
  br i1 %64, label %68, label %65

65:                                               ; preds = %57
  %66 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 31)
  %67 = add nsw i64 %66, -15
  br label %68

68:                                               ; preds = %57, %65
  %69 = phi i64 [ %67, %65 ], [ 0, %57 ]
  %70 = add i64 %69, %62
  br label %148

71:                                               ; preds = %2
  %72 = getelementptr inbounds nuw i8, ptr %0, i64 1792
  %73 = load ptr, ptr %72, align 8
  %74 = getelementptr inbounds nuw i8, ptr %0, i64 1784
  %75 = load i64, ptr %74, align 8
  %76 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %75)
  %77 = getelementptr inbounds nuw i64, ptr %73, i64 %76
  %78 = load i64, ptr %77, align 8
  br label %148

79:                                               ; preds = %2
  %80 = getelementptr inbounds nuw i8, ptr %0, i64 5928
  %81 = load i64, ptr %80, align 8
  %82 = icmp eq i64 %81, 0
  br i1 %82, label %133, label %83

83:                                               ; preds = %79
  %84 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 45)
  %85 = icmp eq i64 %84, 0
  br i1 %85, label %122, label %86

86:                                               ; preds = %83
  %87 = getelementptr inbounds nuw i8, ptr %0, i64 5936
  %88 = load i64, ptr %80, align 8
  %89 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %88)
  %90 = getelementptr inbounds nuw i64, ptr %87, i64 %89
  %91 = load i64, ptr %90, align 8
  %92 = getelementptr inbounds nuw i8, ptr %0, i64 1752
  %93 = load i64, ptr %92, align 8
  %94 = icmp eq i64 %93, 0
  br i1 %94, label %100, label %95

95:                                               ; preds = %86
  %96 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 60)
  %97 = icmp eq i64 %96, 0
  br i1 %97, label %100, label %98

98:                                               ; preds = %95
  %99 = getelementptr inbounds nuw i8, ptr %0, i64 1760
  br label %103

100:                                              ; preds = %95, %86
  %101 = getelementptr inbounds nuw i8, ptr %0, i64 1776
  %102 = getelementptr inbounds nuw i8, ptr %0, i64 1768
  br label %103

103:                                              ; preds = %100, %98
  %104 = phi ptr [ %102, %100 ], [ %92, %98 ]
  %105 = phi ptr [ %101, %100 ], [ %99, %98 ]
  %106 = load ptr, ptr %105, align 8
  %107 = load i64, ptr %104, align 8
  %108 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %107)
  %109 = getelementptr inbounds nuw i64, ptr %106, i64 %108
  %110 = load i64, ptr %109, align 8
  %111 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %112 = icmp eq i64 %111, 0
  br i1 %112, label %115, label %113

113:                                              ; preds = %103
  %114 = sub i64 %110, %91
  br label %148

115:                                              ; preds = %103
  %116 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %117 = icmp eq i64 %116, 0
  br i1 %117, label %120, label %118

118:                                              ; preds = %115
  %119 = sub i64 %91, %110
  br label %148

120:                                              ; preds = %115
  %121 = add i64 %110, %91
  br label %148

122:                                              ; preds = %83
  %123 = load i64, ptr %80, align 8
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %133, label %125

125:                                              ; preds = %122
  %126 = getelementptr inbounds nuw i8, ptr %0, i64 5936
  %127 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %123)
  %128 = getelementptr inbounds nuw i64, ptr %126, i64 %127
  %129 = load i64, ptr %128, align 8
  %130 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 3)
  %131 = add i64 %129, -1
  %132 = add i64 %131, %130
  br label %148

133:                                              ; preds = %79, %122
  %134 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 34)
  br label %148

135:                                              ; preds = %2
  %136 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %137 = icmp eq i64 %136, 0
  %138 = select i1 %137, i64 300, i64 4
  %139 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %138)
  %140 = xor i64 %139, -1
  br label %148

141:                                              ; preds = %2
  %142 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %143 = icmp eq i64 %142, 0
  br i1 %143, label %146, label %144

144:                                              ; preds = %141
  %145 = tail call fastcc i64 @at_carry(ptr noundef %0)
  br label %148

146:                                              ; preds = %141
  %147 = tail call fastcc i64 @random_word(ptr noundef %0)
  br label %148

148:                                              ; preds = %144, %146, %125, %133, %113, %120, %118, %6, %3, %135, %71, %68, %55, %44, %30, %20, %8
  %149 = phi i64 [ %134, %133 ], [ %140, %135 ], [ %12, %8 ], [ %22, %20 ], [ %36, %30 ], [ %50, %44 ], [ %70, %68 ], [ %56, %55 ], [ %78, %71 ], [ 0, %3 ], [ %121, %120 ], [ %7, %6 ], [ %114, %113 ], [ %119, %118 ], [ %132, %125 ], [ %145, %144 ], [ %147, %146 ]
  ret i64 %149
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc range(i64 0, 7) i64 @draw_style(ptr noundef captures(none) %0) unnamed_addr {
  %2 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 100)
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 5896
  %4 = load i64, ptr %3, align 8
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %13, label %6

6:                                                ; preds = %1
  %7 = icmp samesign ult i64 %2, 45
  br i1 %7, label %26, label %8

8:                                                ; preds = %6
  %9 = icmp samesign ult i64 %2, 80
  br i1 %9, label %26, label %10

10:                                               ; preds = %8
  %11 = icmp samesign ult i64 %2, 92
  %12 = select i1 %11, i64 2, i64 4
  br label %26

13:                                               ; preds = %1
  %14 = icmp samesign ult i64 %2, 26
  br i1 %14, label %26, label %15

15:                                               ; preds = %13
  %16 = icmp samesign ult i64 %2, 48
  br i1 %16, label %26, label %17

17:                                               ; preds = %15
  %18 = icmp samesign ult i64 %2, 66
  br i1 %18, label %26, label %19

19:                                               ; preds = %17
  %20 = icmp samesign ult i64 %2, 78
  br i1 %20, label %26, label %21

21:                                               ; preds = %19
  %22 = icmp samesign ult i64 %2, 86
  br i1 %22, label %26, label %23

23:                                               ; preds = %21
  %24 = icmp samesign ult i64 %2, 94
  %25 = select i1 %24, i64 5, i64 6
  br label %26

26:                                               ; preds = %21, %19, %17, %15, %13, %6, %8, %10, %23
  %27 = phi i64 [ %25, %23 ], [ 1, %8 ], [ 0, %13 ], [ 1, %15 ], [ 2, %17 ], [ 3, %19 ], [ 0, %6 ], [ %12, %10 ], [ 4, %21 ]
  ret i64 %27
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @ordinary(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = icmp eq i64 %1, 32
  %4 = tail call fastcc i64 @random_word(ptr noundef %0)
  %5 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 16)
  %6 = select i1 %3, i64 2155872255, i64 -9218868437227405313
  %7 = select i1 %3, i64 23, i64 52
  %8 = select i1 %3, i64 998244352, i64 4571153621781053440
  %9 = and i64 %4, %6
  %10 = shl i64 %5, %7
  %11 = add i64 %10, %8
  %12 = or i64 %11, %9
  ret i64 %12
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @at_carry(ptr noundef captures(none) %0) unnamed_addr {
  %2 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 3)
  %3 = shl i64 8, %2
  %4 = tail call fastcc i64 @ones(i64 noundef %3)
  %5 = tail call fastcc i64 @random_word(ptr noundef %0)
  %6 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 60)
  %7 = icmp eq i64 %6, 0
  %8 = or i64 %5, %4
  %9 = xor i64 %4, -1
  %10 = and i64 %5, %9
  %11 = select i1 %7, i64 %10, i64 %8
  ret i64 %11
}

; Function Attrs: mustprogress nocallback nofree nounwind willreturn memory(argmem: write)
declare void @llvm.memset.p0.i64(ptr writeonly captures(none), i8, i64, i1 immarg)

; Function Attrs: noinline nounwind optsize
define internal fastcc void @touch_word(ptr noundef captures(none) %0, ptr noundef nonnull readonly captures(none) %1, i64 noundef %2, i64 noundef range(i64 0, 4294967296) %3) unnamed_addr {
  %5 = alloca i64, align 8
  %6 = alloca i64, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %8 = load ptr, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 40
  %10 = load ptr, ptr %9, align 8
  %11 = lshr i64 %2, 3
  %12 = load i64, ptr %1, align 8
  %13 = lshr i64 %12, 3
  %14 = sub nsw i64 %11, %13
  %15 = getelementptr inbounds nuw i8, ptr %10, i64 %14
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 2080
  %17 = load i64, ptr %16, align 8
  %18 = add i64 %17, 1
  %19 = tail call i64 @llvm.umin.i64(i64 %18, i64 255)
  %20 = load i8, ptr %15, align 1
  %21 = zext i8 %20 to i64
  %22 = icmp eq i64 %19, %21
  br i1 %22, label %126, label %23

23:                                               ; preds = %4
  %24 = icmp ult i64 %2, %12
  br i1 %24, label %30, label %25

25:                                               ; preds = %23
  %26 = add i64 %2, 8
  %27 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %28 = load i64, ptr %27, align 8
  %29 = icmp ugt i64 %26, %28
  br i1 %29, label %30, label %32

30:                                               ; preds = %25, %23
  %31 = trunc nuw i64 %19 to i8
  store i8 %31, ptr %15, align 1
  br label %126

32:                                               ; preds = %25
  %33 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %34 = load ptr, ptr %33, align 8
  %35 = sub i64 %2, %12
  %36 = getelementptr inbounds nuw i8, ptr %34, i64 %35
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %37 = call ptr @memcpy(ptr noundef nonnull %5, ptr noundef %36, i64 noundef 8)
  %38 = load i8, ptr %15, align 1
  %39 = icmp eq i8 %38, 0
  br i1 %39, label %40, label %83

40:                                               ; preds = %32
  %41 = getelementptr inbounds nuw i8, ptr %8, i64 18592
  %42 = load i64, ptr %41, align 8
  %43 = icmp ult i64 %42, 4096
  br i1 %43, label %44, label %48

44:                                               ; preds = %40
  %45 = getelementptr inbounds nuw i8, ptr %8, i64 18600
  %46 = add nuw nsw i64 %42, 1
  store i64 %46, ptr %41, align 8
  %47 = getelementptr inbounds nuw i64, ptr %45, i64 %42
  store i64 %2, ptr %47, align 8
  br label %48

48:                                               ; preds = %44, %40
  %49 = getelementptr inbounds nuw i8, ptr %1, i64 64
  %50 = load i64, ptr %49, align 8
  %51 = and i64 %50, 2
  %52 = icmp eq i64 %51, 0
  br i1 %52, label %83, label %53

53:                                               ; preds = %48
  %54 = lshr i64 %2, 12
  %55 = load i64, ptr %1, align 8
  %56 = lshr i64 %55, 12
  %57 = sub nsw i64 %54, %56
  %58 = getelementptr inbounds nuw i8, ptr %1, i64 48
  %59 = load ptr, ptr %58, align 8
  %60 = getelementptr inbounds nuw i8, ptr %59, i64 %57
  store i8 1, ptr %60, align 1
  %61 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %62 = load i64, ptr %61, align 8
  %63 = call fastcc i64 @draw_word(ptr noundef nonnull %8, i64 noundef %3, i64 noundef %62, i64 noundef %2)
  store i64 %63, ptr %5, align 8
  %64 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %65 = load ptr, ptr %64, align 8
  %66 = load i64, ptr %1, align 8
  %67 = sub i64 %2, %66
  %68 = getelementptr inbounds nuw i8, ptr %65, i64 %67
  %69 = call ptr @memcpy(ptr noundef %68, ptr noundef nonnull %5, i64 noundef 8)
  %70 = call ptr @memcpy(ptr noundef %36, ptr noundef nonnull %5, i64 noundef 8)
  %71 = getelementptr inbounds nuw i8, ptr %8, i64 6296
  %72 = load i64, ptr %71, align 8
  %73 = icmp ult i64 %72, 384
  br i1 %73, label %74, label %83

74:                                               ; preds = %53
  %75 = getelementptr inbounds nuw i8, ptr %8, i64 6304
  %76 = add nuw nsw i64 %72, 1
  store i64 %76, ptr %71, align 8
  %77 = getelementptr inbounds nuw %struct.define, ptr %75, i64 %72
  store i64 %2, ptr %77, align 8
  %78 = load i64, ptr %5, align 8
  %79 = getelementptr inbounds nuw i8, ptr %77, i64 8
  store i64 %78, ptr %79, align 8
  %80 = load i64, ptr %61, align 8
  %81 = getelementptr inbounds nuw i8, ptr %77, i64 16
  store i64 %80, ptr %81, align 8
  %82 = getelementptr inbounds nuw i8, ptr %77, i64 24
  store i64 %3, ptr %82, align 8
  br label %83

83:                                               ; preds = %53, %74, %48, %32
  %84 = trunc nuw i64 %19 to i8
  store i8 %84, ptr %15, align 1
  %85 = load i64, ptr %16, align 8
  %86 = icmp eq i64 %85, 0
  br i1 %86, label %125, label %87

87:                                               ; preds = %83
  %88 = getelementptr inbounds nuw i8, ptr %1, i64 64
  %89 = load i64, ptr %88, align 8
  %90 = and i64 %89, 13
  %91 = icmp eq i64 %90, 0
  br i1 %91, label %92, label %125

92:                                               ; preds = %87
  %93 = call fastcc i64 @chance(ptr noundef %8, i64 noundef 60)
  %94 = icmp eq i64 %93, 0
  br i1 %94, label %125, label %95

95:                                               ; preds = %92
  %96 = getelementptr inbounds nuw i8, ptr %0, i64 296
  %97 = load ptr, ptr %96, align 8
  %98 = getelementptr inbounds nuw i8, ptr %0, i64 2104
  %99 = load ptr, ptr %98, align 8
  %100 = load i64, ptr %16, align 8
  %101 = getelementptr %struct.call, ptr %99, i64 %100
  %102 = getelementptr i8, ptr %101, i64 -4640
  %103 = load i64, ptr %102, align 8
  %104 = getelementptr inbounds nuw %struct.stub, ptr %97, i64 %103
  %105 = getelementptr inbounds nuw i8, ptr %104, i64 16
  %106 = load i64, ptr %105, align 8
  %107 = icmp eq i64 %106, 0
  br i1 %107, label %108, label %125

108:                                              ; preds = %95
  %109 = load i64, ptr %104, align 8
  %110 = icmp eq i64 %109, 0
  br i1 %110, label %111, label %125

111:                                              ; preds = %108
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %112 = load i64, ptr %5, align 8
  %113 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %114 = load i64, ptr %113, align 8
  %115 = call fastcc i64 @changed(ptr noundef nonnull %0, i64 noundef %112, i64 noundef %3, i64 noundef %114, i64 noundef %2)
  %116 = call fastcc i64 @patched(ptr noundef nonnull %0, i64 noundef %115)
  store i64 %116, ptr %6, align 8
  %117 = load i64, ptr %5, align 8
  %118 = icmp eq i64 %116, %117
  br i1 %118, label %124, label %119

119:                                              ; preds = %111
  %120 = call ptr @memcpy(ptr noundef %36, ptr noundef nonnull %6, i64 noundef 8)
  %121 = load i64, ptr %16, align 8
  %122 = add i64 %121, -1
  %123 = load i64, ptr %6, align 8
  call fastcc void @add_patch(ptr noundef nonnull %0, i64 noundef %122, i64 noundef %2, i64 noundef %123, i64 noundef 8)
  br label %124

124:                                              ; preds = %111, %119
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %125

125:                                              ; preds = %124, %108, %95, %83, %87, %92
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %126

126:                                              ; preds = %4, %125, %30
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc i64 @register_value(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = alloca i64, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  store i64 0, ptr %3, align 8
  %4 = icmp ult i64 %1, 31
  br i1 %4, label %5, label %13

5:                                                ; preds = %2
  %6 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %7 = load ptr, ptr %0, align 8
  %8 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 72), align 8
  %9 = getelementptr inbounds nuw i32, ptr %8, i64 %1
  %10 = load i32, ptr %9, align 4
  %11 = call i32 %6(ptr noundef %7, i32 noundef %10, ptr noundef nonnull %3)
  %12 = load i64, ptr %3, align 8
  br label %13

13:                                               ; preds = %5, %2
  %14 = phi i64 [ %12, %5 ], [ 0, %2 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  ret i64 %14
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc void @watched(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4, i64 noundef %5, i64 noundef %6) unnamed_addr {
  %8 = icmp eq i64 %1, 4
  br i1 %8, label %9, label %13

9:                                                ; preds = %7
  %10 = tail call fastcc i64 @ordered(i64 noundef %2, i64 noundef %4)
  %11 = tail call fastcc i64 @ordered(i64 noundef %3, i64 noundef %4)
  %12 = tail call fastcc i64 @distance(i64 noundef 4, i64 noundef %10, i64 noundef %11, i64 noundef %4)
  br label %15

13:                                               ; preds = %7
  %14 = tail call fastcc i64 @distance(i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4)
  br label %15

15:                                               ; preds = %13, %9
  %16 = phi i64 [ %12, %9 ], [ %14, %13 ]
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %18 = load i64, ptr %17, align 8
  switch i64 %18, label %19 [
    i64 -1, label %31
    i64 0, label %23
  ]

19:                                               ; preds = %15
  %20 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %21 = load i64, ptr %20, align 8
  %22 = icmp eq i64 %21, %18
  br i1 %22, label %31, label %45

23:                                               ; preds = %15
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 64
  %25 = load i64, ptr %24, align 8
  %26 = icmp eq i64 %25, 0
  br i1 %26, label %31, label %27

27:                                               ; preds = %23
  %28 = getelementptr inbounds nuw i8, ptr %0, i64 96
  %29 = load i64, ptr %28, align 8
  %30 = icmp ult i64 %16, %29
  br i1 %30, label %31, label %45

31:                                               ; preds = %15, %27, %23, %19
  %32 = getelementptr inbounds nuw i8, ptr %0, i64 64
  store i64 %1, ptr %32, align 8
  %33 = tail call fastcc i64 @ones(i64 noundef %4)
  %34 = and i64 %33, %2
  %35 = getelementptr inbounds nuw i8, ptr %0, i64 72
  store i64 %34, ptr %35, align 8
  %36 = and i64 %33, %3
  %37 = getelementptr inbounds nuw i8, ptr %0, i64 80
  store i64 %36, ptr %37, align 8
  %38 = getelementptr inbounds nuw i8, ptr %0, i64 88
  store i64 %4, ptr %38, align 8
  %39 = getelementptr inbounds nuw i8, ptr %0, i64 96
  store i64 %16, ptr %39, align 8
  %40 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds nuw i8, ptr %0, i64 104
  store i64 %41, ptr %42, align 8
  %43 = getelementptr inbounds nuw i8, ptr %0, i64 152
  store i64 %5, ptr %43, align 8
  %44 = getelementptr inbounds nuw i8, ptr %0, i64 168
  store i64 %6, ptr %44, align 8
  br label %45

45:                                               ; preds = %19, %27, %31
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @watch_soft(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef range(i64 0, 4611686018427387904) %2) unnamed_addr {
  %4 = alloca [2 x i64], align 16
  %5 = alloca [2 x i64], align 16
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2168
  %7 = getelementptr inbounds nuw i8, ptr %1, i64 88
  %8 = load i64, ptr %7, align 8
  %9 = icmp eq i64 %8, 6
  br i1 %9, label %29, label %10

10:                                               ; preds = %3
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 2280
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 2288
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 2296
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 2304
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds nuw i8, ptr %0, i64 2312
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %0, i64 2328
  %22 = load i64, ptr %21, align 8
  tail call fastcc void @set_flags(ptr noundef %0, ptr noundef nonnull %7)
  %23 = load i64, ptr %11, align 8
  %24 = load i64, ptr %13, align 8
  %25 = load i64, ptr %15, align 8
  %26 = load i64, ptr %17, align 8
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %28 = load i64, ptr %27, align 8
  tail call fastcc void @watched(ptr noundef nonnull %6, i64 noundef %23, i64 noundef %24, i64 noundef %25, i64 noundef %26, i64 noundef %28, i64 noundef %2)
  store i64 %12, ptr %11, align 8
  store i64 %14, ptr %13, align 8
  store i64 %16, ptr %15, align 8
  store i64 %18, ptr %17, align 8
  store i64 %20, ptr %19, align 8
  store i64 %22, ptr %21, align 8
  br label %83

29:                                               ; preds = %3
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 16 dereferenceable(16) %4, i8 0, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 16 dereferenceable(16) %5, i8 0, i64 16, i1 false)
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 2224
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds nuw i8, ptr %1, i64 120
  %33 = load i64, ptr %32, align 8
  %34 = mul i64 %33, %31
  %35 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %36 = load ptr, ptr %0, align 8
  %37 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 80), align 8
  %38 = getelementptr inbounds nuw i8, ptr %1, i64 96
  %39 = load i64, ptr %38, align 8
  %40 = and i64 %39, 31
  %41 = getelementptr inbounds nuw i32, ptr %37, i64 %40
  %42 = load i32, ptr %41, align 4
  %43 = call i32 %35(ptr noundef %36, i32 noundef %42, ptr noundef nonnull %4)
  %44 = getelementptr inbounds nuw i8, ptr %1, i64 104
  %45 = load i64, ptr %44, align 8
  %46 = icmp ult i64 %45, 32
  br i1 %46, label %47, label %63

47:                                               ; preds = %29
  %48 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %49 = load ptr, ptr %0, align 8
  %50 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 80), align 8
  %51 = getelementptr inbounds nuw i32, ptr %50, i64 %45
  %52 = load i32, ptr %51, align 4
  %53 = call i32 %48(ptr noundef %49, i32 noundef %52, ptr noundef nonnull %5)
  %54 = load i64, ptr %44, align 8
  %55 = icmp ult i64 %54, 32
  br i1 %55, label %56, label %63

56:                                               ; preds = %47
  %57 = lshr i64 %34, 6
  %58 = and i64 %57, 1
  %59 = getelementptr inbounds nuw i64, ptr %5, i64 %58
  %60 = load i64, ptr %59, align 8
  %61 = and i64 %34, 63
  %62 = lshr i64 %60, %61
  br label %66

63:                                               ; preds = %29, %47
  %64 = getelementptr inbounds nuw i8, ptr %1, i64 112
  %65 = load i64, ptr %64, align 8
  br label %66

66:                                               ; preds = %63, %56
  %67 = phi i64 [ %62, %56 ], [ %65, %63 ]
  %68 = getelementptr inbounds nuw i8, ptr %1, i64 128
  %69 = load i64, ptr %68, align 8
  %70 = icmp eq i64 %69, 0
  br i1 %70, label %71, label %73

71:                                               ; preds = %66
  %72 = load i64, ptr %32, align 8
  br label %73

73:                                               ; preds = %66, %71
  %74 = phi i64 [ %72, %71 ], [ %69, %66 ]
  %75 = lshr i64 %34, 6
  %76 = and i64 %75, 1
  %77 = getelementptr inbounds nuw i64, ptr %4, i64 %76
  %78 = load i64, ptr %77, align 8
  %79 = and i64 %34, 63
  %80 = lshr i64 %78, %79
  %81 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %82 = load i64, ptr %81, align 8
  call fastcc void @watched(ptr noundef nonnull %6, i64 noundef 1, i64 noundef %80, i64 noundef %67, i64 noundef %74, i64 noundef %82, i64 noundef %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %83

83:                                               ; preds = %73, %10
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @set_flags(ptr noundef captures(none) initializes((2280, 2288)) %0, ptr noundef readonly captures(none) %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = alloca i64, align 8
  %5 = alloca i64, align 8
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2280
  store i64 0, ptr %6, align 8
  %7 = load i64, ptr %1, align 8
  %8 = icmp eq i64 %7, 5
  br i1 %8, label %128, label %9

9:                                                ; preds = %2
  %10 = getelementptr inbounds nuw i8, ptr %1, i64 64
  %11 = load i64, ptr %10, align 8
  %12 = icmp ult i64 %11, 16
  br i1 %12, label %13, label %26

13:                                               ; preds = %9
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  store i64 0, ptr %3, align 8
  %14 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %15 = load ptr, ptr %0, align 8
  %16 = load i64, ptr getelementptr inbounds nuw (i8, ptr @api, i64 40), align 8
  %17 = trunc i64 %16 to i32
  %18 = call i32 %14(ptr noundef %15, i32 noundef %17, ptr noundef nonnull %3)
  %19 = load i64, ptr %10, align 8
  %20 = load i64, ptr %3, align 8
  %21 = and i64 %20, 4294967295
  %22 = call fastcc i64 @flag_holds(i64 noundef %19, i64 noundef %21)
  %23 = icmp eq i64 %22, 0
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  br i1 %23, label %128, label %24

24:                                               ; preds = %13
  %25 = load i64, ptr %1, align 8
  br label %26

26:                                               ; preds = %24, %9
  %27 = phi i64 [ %25, %24 ], [ %7, %9 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  store i64 0, ptr %4, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %28 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %29 = load i64, ptr %28, align 8
  store i64 %29, ptr %5, align 8
  %30 = icmp eq i64 %27, 4
  br i1 %30, label %31, label %52

31:                                               ; preds = %26
  %32 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %33 = load ptr, ptr %0, align 8
  %34 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 88), align 8
  %35 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %36 = load i64, ptr %35, align 8
  %37 = and i64 %36, 31
  %38 = getelementptr inbounds nuw i32, ptr %34, i64 %37
  %39 = load i32, ptr %38, align 4
  %40 = call i32 %32(ptr noundef %33, i32 noundef %39, ptr noundef nonnull %4)
  %41 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %42 = load i64, ptr %41, align 8
  %43 = icmp ult i64 %42, 32
  br i1 %43, label %44, label %111

44:                                               ; preds = %31
  %45 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 16), align 8
  %46 = load ptr, ptr %0, align 8
  %47 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @api, i64 88), align 8
  %48 = getelementptr inbounds nuw i32, ptr %47, i64 %42
  %49 = load i32, ptr %48, align 4
  %50 = call i32 %45(ptr noundef %46, i32 noundef %49, ptr noundef nonnull %5)
  %51 = load i64, ptr %5, align 8
  br label %111

52:                                               ; preds = %26
  %53 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %54 = load i64, ptr %53, align 8
  %55 = call fastcc i64 @register_value(ptr noundef nonnull %0, i64 noundef %54)
  store i64 %55, ptr %4, align 8
  %56 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %57 = load i64, ptr %56, align 8
  %58 = icmp ult i64 %57, 32
  br i1 %58, label %59, label %61

59:                                               ; preds = %52
  %60 = call fastcc i64 @register_value(ptr noundef nonnull %0, i64 noundef %57)
  br label %61

61:                                               ; preds = %59, %52
  %62 = phi i64 [ %60, %59 ], [ %29, %52 ]
  %63 = getelementptr inbounds nuw i8, ptr %1, i64 40
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %64, 0
  br i1 %65, label %80, label %66

66:                                               ; preds = %61
  %67 = add i64 %64, -1
  %68 = urem i64 %67, 3
  %69 = shl nuw nsw i64 8, %68
  %70 = call fastcc i64 @ones(i64 noundef %69)
  %71 = and i64 %62, %70
  %72 = icmp ugt i64 %64, 3
  br i1 %72, label %73, label %80

73:                                               ; preds = %66
  %74 = add nsw i64 %69, -1
  %75 = lshr i64 %71, %74
  %76 = icmp eq i64 %75, 0
  br i1 %76, label %80, label %77

77:                                               ; preds = %73
  %78 = xor i64 %70, -1
  %79 = or i64 %62, %78
  br label %80

80:                                               ; preds = %66, %73, %77, %61
  %81 = phi i64 [ %71, %66 ], [ %71, %73 ], [ %79, %77 ], [ %62, %61 ]
  %82 = getelementptr inbounds nuw i8, ptr %1, i64 48
  %83 = load i64, ptr %82, align 8
  switch i64 %83, label %96 [
    i64 0, label %84
    i64 1, label %88
  ]

84:                                               ; preds = %80
  %85 = getelementptr inbounds nuw i8, ptr %1, i64 56
  %86 = load i64, ptr %85, align 8
  %87 = shl i64 %81, %86
  br label %105

88:                                               ; preds = %80
  %89 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %90 = load i64, ptr %89, align 8
  %91 = call fastcc i64 @ones(i64 noundef %90)
  %92 = and i64 %91, %81
  %93 = getelementptr inbounds nuw i8, ptr %1, i64 56
  %94 = load i64, ptr %93, align 8
  %95 = lshr i64 %92, %94
  br label %105

96:                                               ; preds = %80
  %97 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %98 = load i64, ptr %97, align 8
  %99 = sub i64 64, %98
  %100 = shl i64 %81, %99
  %101 = getelementptr inbounds nuw i8, ptr %1, i64 56
  %102 = load i64, ptr %101, align 8
  %103 = add i64 %99, %102
  %104 = ashr i64 %100, %103
  br label %105

105:                                              ; preds = %88, %96, %84
  %106 = phi i64 [ %95, %88 ], [ %104, %96 ], [ %87, %84 ]
  %107 = load i64, ptr %1, align 8
  %108 = icmp eq i64 %107, 3
  %109 = sub i64 0, %106
  %110 = select i1 %108, i64 %109, i64 %106
  br label %111

111:                                              ; preds = %105, %31, %44
  %112 = phi i64 [ %110, %105 ], [ %51, %44 ], [ %29, %31 ]
  %113 = load i64, ptr %1, align 8
  %114 = icmp eq i64 %113, 3
  %115 = select i1 %114, i64 1, i64 %113
  store i64 %115, ptr %6, align 8
  %116 = load i64, ptr %4, align 8
  %117 = getelementptr inbounds nuw i8, ptr %0, i64 2288
  store i64 %116, ptr %117, align 8
  %118 = getelementptr inbounds nuw i8, ptr %0, i64 2296
  store i64 %112, ptr %118, align 8
  %119 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %120 = load i64, ptr %119, align 8
  %121 = getelementptr inbounds nuw i8, ptr %0, i64 2304
  store i64 %120, ptr %121, align 8
  %122 = getelementptr inbounds nuw i8, ptr %0, i64 1936
  %123 = load i64, ptr %122, align 8
  %124 = getelementptr inbounds nuw i8, ptr %0, i64 2312
  store i64 %123, ptr %124, align 8
  %125 = getelementptr inbounds nuw i8, ptr %0, i64 2016
  %126 = load i64, ptr %125, align 8
  %127 = getelementptr inbounds nuw i8, ptr %0, i64 2328
  store i64 %126, ptr %127, align 8
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %128

128:                                              ; preds = %2, %13, %111
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define internal fastcc i64 @distance(i64 noundef %0, i64 noundef %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = icmp eq i64 %0, 2
  br i1 %5, label %6, label %10

6:                                                ; preds = %4
  %7 = tail call fastcc i64 @ones(i64 noundef %3)
  %8 = and i64 %1, %7
  %9 = and i64 %8, %2
  br label %17

10:                                               ; preds = %4
  %11 = sub i64 %1, %2
  %12 = tail call fastcc i64 @ones(i64 noundef %3)
  %13 = and i64 %12, %11
  %14 = sub i64 %2, %1
  %15 = and i64 %12, %14
  %16 = tail call i64 @llvm.umin.i64(i64 %13, i64 %15)
  br label %17

17:                                               ; preds = %10, %6
  %18 = phi i64 [ %9, %6 ], [ %16, %10 ]
  ret i64 %18
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define internal fastcc i64 @ordered(i64 noundef %0, i64 noundef %1) unnamed_addr {
  %3 = add i64 %1, -1
  %4 = shl nuw i64 1, %3
  %5 = tail call fastcc i64 @ones(i64 noundef %1)
  %6 = and i64 %5, %0
  %7 = and i64 %6, %4
  %8 = icmp eq i64 %7, 0
  %9 = xor i64 %6, %5
  %10 = or i64 %6, %4
  %11 = select i1 %8, i64 %10, i64 %9
  ret i64 %11
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define internal fastcc range(i64 0, 2) i64 @flag_holds(i64 noundef %0, i64 noundef range(i64 0, 4294967296) %1) unnamed_addr {
  %3 = lshr i64 %1, 31
  %4 = lshr i64 %1, 30
  %5 = and i64 %4, 1
  %6 = lshr i64 %1, 29
  %7 = lshr i64 %1, 28
  %8 = and i64 %7, 1
  %9 = lshr i64 %0, 1
  switch i64 %9, label %29 [
    i64 0, label %25
    i64 1, label %10
    i64 2, label %12
    i64 3, label %13
    i64 4, label %14
    i64 5, label %17
    i64 6, label %20
  ]

10:                                               ; preds = %2
  %11 = and i64 %6, 1
  br label %25

12:                                               ; preds = %2
  br label %25

13:                                               ; preds = %2
  br label %25

14:                                               ; preds = %2
  %15 = xor i64 %5, 1
  %16 = and i64 %15, %6
  br label %25

17:                                               ; preds = %2
  %18 = icmp eq i64 %3, %8
  %19 = zext i1 %18 to i64
  br label %25

20:                                               ; preds = %2
  %21 = icmp eq i64 %3, %8
  %22 = icmp eq i64 %5, 0
  %23 = and i1 %21, %22
  %24 = zext i1 %23 to i64
  br label %25

25:                                               ; preds = %2, %20, %17, %14, %13, %12, %10
  %26 = phi i64 [ %24, %20 ], [ %11, %10 ], [ %3, %12 ], [ %8, %13 ], [ %16, %14 ], [ %19, %17 ], [ %5, %2 ]
  %27 = and i64 %0, 1
  %28 = xor i64 %26, %27
  br label %29

29:                                               ; preds = %2, %25
  %30 = phi i64 [ %28, %25 ], [ 1, %2 ]
  ret i64 %30
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc range(i32 0, 2) i32 @leaves_local(ptr noundef readonly captures(none) %0, i64 noundef %1, i64 noundef range(i64 1, 1048577) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %27, label %8

8:                                                ; preds = %3
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %10 = load ptr, ptr %9, align 8
  br label %14

11:                                               ; preds = %14
  %12 = add nuw i64 %15, 1
  %13 = icmp eq i64 %12, %6
  br i1 %13, label %27, label %14

14:                                               ; preds = %8, %11
  %15 = phi i64 [ 0, %8 ], [ %12, %11 ]
  %16 = getelementptr inbounds nuw i64, ptr %4, i64 %15
  %17 = load i64, ptr %16, align 8
  %18 = sub i64 %1, %17
  %19 = getelementptr inbounds nuw %struct.local, ptr %10, i64 %15
  %20 = getelementptr inbounds nuw i8, ptr %19, i64 8
  %21 = load i64, ptr %20, align 8
  %22 = icmp ult i64 %18, %21
  br i1 %22, label %23, label %11

23:                                               ; preds = %14
  %24 = sub nuw i64 %21, %18
  %25 = icmp ugt i64 %2, %24
  %26 = zext i1 %25 to i32
  br label %27

27:                                               ; preds = %11, %3, %23
  %28 = phi i32 [ %26, %23 ], [ 1, %3 ], [ 1, %11 ]
  ret i32 %28
}

; Function Attrs: optsize
declare ptr @memmove(ptr noundef, ptr noundef, i64 noundef) local_unnamed_addr

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @may_be(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, ptr noundef %2) unnamed_addr {
  %4 = alloca [2 x i64], align 16
  %5 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %52, label %8

8:                                                ; preds = %3
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 24
  br label %10

10:                                               ; preds = %8, %47
  %11 = phi i64 [ 0, %8 ], [ %48, %47 ]
  %12 = getelementptr inbounds nuw %struct.check, ptr %9, i64 %11
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds nuw i8, ptr %12, i64 8
  %15 = load i64, ptr %14, align 8
  call fastcc void @word_of(ptr noundef %2, i64 noundef %13, i64 noundef %15, ptr noundef %4)
  %16 = getelementptr inbounds nuw i8, ptr %12, i64 32
  %17 = load ptr, ptr %16, align 8
  %18 = icmp eq ptr %17, null
  %19 = load i64, ptr %4, align 16
  br i1 %18, label %20, label %28

20:                                               ; preds = %10
  %21 = getelementptr inbounds nuw i8, ptr %12, i64 16
  %22 = load i64, ptr %21, align 8
  %23 = call fastcc i64 @ones(i64 noundef %22)
  %24 = and i64 %23, %19
  %25 = getelementptr inbounds nuw i8, ptr %12, i64 24
  %26 = load i64, ptr %25, align 8
  %27 = icmp eq i64 %24, %26
  br i1 %27, label %47, label %51

28:                                               ; preds = %10
  %29 = call fastcc ptr @region_of(ptr noundef %0, i64 noundef %19)
  %30 = icmp eq ptr %29, null
  br i1 %30, label %47, label %31

31:                                               ; preds = %28
  %32 = getelementptr inbounds nuw i8, ptr %12, i64 40
  %33 = load i64, ptr %32, align 8
  %34 = add i64 %33, %19
  %35 = getelementptr inbounds nuw i8, ptr %29, i64 8
  %36 = load i64, ptr %35, align 8
  %37 = icmp ugt i64 %34, %36
  br i1 %37, label %47, label %38

38:                                               ; preds = %31
  %39 = getelementptr inbounds nuw i8, ptr %29, i64 16
  %40 = load ptr, ptr %39, align 8
  %41 = load i64, ptr %29, align 8
  %42 = sub i64 %19, %41
  %43 = getelementptr inbounds nuw i8, ptr %40, i64 %42
  %44 = load ptr, ptr %16, align 8
  %45 = call i32 @memcmp(ptr noundef %43, ptr noundef %44, i64 noundef %33)
  %46 = icmp eq i32 %45, 0
  br i1 %46, label %47, label %51

47:                                               ; preds = %38, %20, %28, %31
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  %48 = add nuw i64 %11, 1
  %49 = load i64, ptr %5, align 8
  %50 = icmp ult i64 %48, %49
  br i1 %50, label %10, label %52

51:                                               ; preds = %20, %38
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %52

52:                                               ; preds = %47, %3, %51
  %53 = phi i32 [ 0, %51 ], [ 1, %3 ], [ 1, %47 ]
  ret i32 %53
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @word_of(ptr noundef %0, i64 noundef %1, i64 noundef %2, ptr noundef nonnull initializes((0, 16)) %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %5, align 8
  store i64 0, ptr %3, align 8
  %6 = icmp eq i64 %1, 0
  br i1 %6, label %7, label %11

7:                                                ; preds = %4
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %9 = getelementptr inbounds nuw i64, ptr %8, i64 %2
  %10 = load i64, ptr %9, align 8
  store i64 %10, ptr %3, align 8
  br label %19

11:                                               ; preds = %4
  %12 = icmp ult i64 %2, 64
  br i1 %12, label %13, label %19

13:                                               ; preds = %11
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 776
  %15 = getelementptr inbounds nuw i8, ptr %14, i64 %2
  %16 = sub nuw nsw i64 64, %2
  %17 = tail call i64 @llvm.umin.i64(i64 %16, i64 16)
  %18 = tail call ptr @memcpy(ptr noundef nonnull %3, ptr noundef nonnull %15, i64 noundef %17)
  br label %19

19:                                               ; preds = %11, %13, %7
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @add_root(ptr noundef captures(none) %0, ptr noundef captures(none) %1, i64 noundef range(i64 0, 3) %2, i64 noundef %3, i64 noundef %4, i64 noundef %5, i64 noundef %6) unnamed_addr {
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %9 = load i64, ptr %8, align 8
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %71, label %11

11:                                               ; preds = %7
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 2352
  %15 = getelementptr inbounds nuw i8, ptr %1, i64 1552
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 768
  %17 = getelementptr inbounds nuw i8, ptr %1, i64 1560
  %18 = getelementptr inbounds nuw i8, ptr %1, i64 1528
  %19 = and i64 %6, 1
  %20 = icmp eq i64 %19, 0
  %21 = getelementptr inbounds nuw i8, ptr %1, i64 1536
  %22 = and i64 %6, 2
  %23 = icmp eq i64 %22, 0
  %24 = getelementptr inbounds nuw i8, ptr %1, i64 1544
  br label %25

25:                                               ; preds = %11, %64
  %26 = phi i32 [ 0, %11 ], [ %65, %64 ]
  %27 = phi i64 [ 0, %11 ], [ %66, %64 ]
  %28 = getelementptr inbounds nuw i64, ptr %12, i64 %27
  %29 = load i64, ptr %28, align 8
  %30 = sub i64 %5, %29
  %31 = shl nuw i64 1, %27
  %32 = load ptr, ptr %13, align 8
  %33 = getelementptr inbounds nuw %struct.local, ptr %32, i64 %27
  %34 = getelementptr inbounds nuw i8, ptr %33, i64 8
  %35 = load i64, ptr %34, align 8
  %36 = icmp ult i64 %30, %35
  br i1 %36, label %42, label %37

37:                                               ; preds = %25
  %38 = load i64, ptr %14, align 8
  %39 = icmp ne i64 %38, 0
  %40 = icmp eq i64 %30, %35
  %41 = and i1 %40, %39
  br i1 %41, label %42, label %64

42:                                               ; preds = %37, %25
  %43 = load i64, ptr %15, align 8
  %44 = icmp eq i64 %43, 64
  br i1 %44, label %71, label %45

45:                                               ; preds = %42
  %46 = load i64, ptr %16, align 8
  %47 = icmp ult i64 %29, %46
  br i1 %47, label %71, label %48

48:                                               ; preds = %45
  %49 = add i64 %43, 1
  store i64 %49, ptr %15, align 8
  %50 = getelementptr inbounds nuw %struct.root, ptr %17, i64 %43
  store i64 %2, ptr %50, align 8
  %51 = getelementptr inbounds nuw i8, ptr %50, i64 8
  store i64 %3, ptr %51, align 8
  %52 = getelementptr inbounds nuw i8, ptr %50, i64 16
  store i64 %4, ptr %52, align 8
  %53 = getelementptr inbounds nuw i8, ptr %50, i64 24
  store i64 %27, ptr %53, align 8
  %54 = getelementptr inbounds nuw i8, ptr %50, i64 32
  store i64 %30, ptr %54, align 8
  %55 = load i64, ptr %18, align 8
  %56 = or i64 %55, %31
  store i64 %56, ptr %18, align 8
  br i1 %20, label %57, label %60

57:                                               ; preds = %48
  %58 = load i64, ptr %21, align 8
  %59 = or i64 %58, %31
  store i64 %59, ptr %21, align 8
  br label %60

60:                                               ; preds = %57, %48
  br i1 %23, label %61, label %64

61:                                               ; preds = %60
  %62 = load i64, ptr %24, align 8
  %63 = or i64 %62, %31
  store i64 %63, ptr %24, align 8
  br label %64

64:                                               ; preds = %37, %61, %60
  %65 = phi i32 [ 1, %60 ], [ 1, %61 ], [ %26, %37 ]
  %66 = add nuw i64 %27, 1
  %67 = load i64, ptr %8, align 8
  %68 = icmp ult i64 %66, %67
  br i1 %68, label %25, label %69

69:                                               ; preds = %64
  %70 = icmp eq i32 %65, 0
  br i1 %70, label %71, label %72

71:                                               ; preds = %42, %45, %7, %69
  tail call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 19, i64 noundef %5, i64 noundef 0)
  br label %77

72:                                               ; preds = %69
  %73 = getelementptr inbounds nuw i8, ptr %0, i64 1952
  %74 = load i64, ptr %73, align 8
  %75 = icmp eq i64 %74, 0
  %76 = zext i1 %75 to i32
  br label %77

77:                                               ; preds = %71, %72
  %78 = phi i32 [ 0, %71 ], [ %76, %72 ]
  ret i32 %78
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @memory_roots(ptr noundef captures(none) %0, ptr noundef captures(none) %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %101, label %7

7:                                                ; preds = %2
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 352
  br label %9

9:                                                ; preds = %7, %96
  %10 = phi i64 [ %5, %7 ], [ %97, %96 ]
  %11 = phi i64 [ 0, %7 ], [ %98, %96 ]
  %12 = load ptr, ptr %8, align 8
  %13 = getelementptr inbounds nuw %struct.region, ptr %12, i64 %11
  %14 = getelementptr inbounds nuw i8, ptr %13, i64 64
  %15 = load i64, ptr %14, align 8
  %16 = and i64 %15, 5
  %17 = icmp eq i64 %16, 0
  br i1 %17, label %18, label %96

18:                                               ; preds = %9
  %19 = getelementptr inbounds nuw i8, ptr %13, i64 8
  %20 = load i64, ptr %19, align 8
  %21 = load i64, ptr %13, align 8
  %22 = sub i64 %20, %21
  %23 = icmp eq i64 %20, %21
  br i1 %23, label %96, label %24

24:                                               ; preds = %18
  %25 = getelementptr inbounds nuw i8, ptr %13, i64 48
  %26 = getelementptr inbounds nuw i8, ptr %13, i64 16
  %27 = getelementptr inbounds nuw i8, ptr %13, i64 32
  br label %28

28:                                               ; preds = %24, %90
  %29 = phi i64 [ 0, %24 ], [ %92, %90 ]
  %30 = sub nuw i64 %22, %29
  %31 = call i64 @llvm.umin.i64(i64 %30, i64 64)
  %32 = load i64, ptr %14, align 8
  %33 = and i64 %32, 2
  %34 = icmp eq i64 %33, 0
  br i1 %34, label %43, label %35

35:                                               ; preds = %28
  %36 = load ptr, ptr %25, align 8
  %37 = lshr i64 %29, 12
  %38 = getelementptr inbounds nuw i8, ptr %36, i64 %37
  %39 = load i8, ptr %38, align 1
  %40 = icmp eq i8 %39, 0
  br i1 %40, label %41, label %43

41:                                               ; preds = %35
  %42 = or i64 %29, 4032
  br label %90

43:                                               ; preds = %35, %28
  %44 = load ptr, ptr %26, align 8
  %45 = getelementptr inbounds nuw i8, ptr %44, i64 %29
  %46 = load ptr, ptr %27, align 8
  %47 = getelementptr inbounds nuw i8, ptr %46, i64 %29
  %48 = call i32 @memcmp(ptr noundef %45, ptr noundef %47, i64 noundef %31)
  %49 = icmp eq i32 %48, 0
  br i1 %49, label %90, label %50

50:                                               ; preds = %43
  %51 = call i64 @llvm.usub.sat.i64(i64 %29, i64 7)
  %52 = add i64 %31, %29
  %53 = icmp ult i64 %51, %52
  %54 = add nuw i64 %51, 8
  %55 = icmp ule i64 %54, %22
  %56 = and i1 %53, %55
  br i1 %56, label %57, label %90

57:                                               ; preds = %50, %84
  %58 = phi i64 [ %85, %84 ], [ %51, %50 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %59 = load ptr, ptr %26, align 8
  %60 = getelementptr inbounds nuw i8, ptr %59, i64 %58
  %61 = call ptr @memcpy(ptr noundef nonnull %3, ptr noundef %60, i64 noundef 8)
  %62 = load i64, ptr %3, align 8
  %63 = call fastcc i32 @in_frame(ptr noundef %0, i64 noundef %62)
  %64 = icmp eq i32 %63, 0
  br i1 %64, label %84, label %65

65:                                               ; preds = %57
  %66 = load ptr, ptr %26, align 8
  %67 = getelementptr inbounds nuw i8, ptr %66, i64 %58
  %68 = load ptr, ptr %27, align 8
  %69 = getelementptr inbounds nuw i8, ptr %68, i64 %58
  %70 = call i32 @memcmp(ptr noundef %67, ptr noundef %69, i64 noundef 8)
  %71 = icmp eq i32 %70, 0
  br i1 %71, label %84, label %72

72:                                               ; preds = %65
  %73 = load i64, ptr %13, align 8
  %74 = add i64 %73, %58
  %75 = and i64 %74, 7
  %76 = icmp eq i64 %75, 0
  br i1 %76, label %77, label %83

77:                                               ; preds = %72
  %78 = icmp ult i64 %58, %29
  br i1 %78, label %84, label %79

79:                                               ; preds = %77
  %80 = load i64, ptr %3, align 8
  %81 = call fastcc i32 @add_root(ptr noundef %0, ptr noundef %1, i64 noundef 1, i64 noundef %74, i64 noundef 0, i64 noundef %80, i64 noundef 0)
  %82 = icmp eq i32 %81, 0
  br i1 %82, label %100, label %84

83:                                               ; preds = %72
  call fastcc void @stop(ptr noundef %0, i64 noundef 19, i64 noundef %74, i64 noundef 0)
  br label %100

84:                                               ; preds = %79, %77, %57, %65
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  %85 = add nuw i64 %58, 1
  %86 = icmp ult i64 %85, %52
  %87 = add i64 %58, 9
  %88 = icmp ule i64 %87, %22
  %89 = and i1 %86, %88
  br i1 %89, label %57, label %90

90:                                               ; preds = %84, %50, %41, %43
  %91 = phi i64 [ %42, %41 ], [ %29, %43 ], [ %29, %50 ], [ %29, %84 ]
  %92 = add i64 %91, 64
  %93 = icmp ult i64 %92, %22
  br i1 %93, label %28, label %94

94:                                               ; preds = %90
  %95 = load i64, ptr %4, align 8
  br label %96

96:                                               ; preds = %94, %18, %9
  %97 = phi i64 [ %95, %94 ], [ %10, %18 ], [ %10, %9 ]
  %98 = add nuw i64 %11, 1
  %99 = icmp ult i64 %98, %97
  br i1 %99, label %9, label %101

100:                                              ; preds = %79, %83
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  br label %101

101:                                              ; preds = %96, %2, %100
  %102 = phi i32 [ 0, %100 ], [ 1, %2 ], [ 1, %96 ]
  ret i32 %102
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @local_roots(ptr noundef captures(none) %0, ptr noundef captures(none) %1, i64 noundef %2) unnamed_addr {
  %4 = alloca i64, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %6 = getelementptr inbounds nuw i64, ptr %5, i64 %2
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %9 = load ptr, ptr %8, align 8
  %10 = getelementptr inbounds nuw %struct.local, ptr %9, i64 %2
  %11 = getelementptr inbounds nuw i8, ptr %10, i64 8
  %12 = load i64, ptr %11, align 8
  %13 = icmp ult i64 %12, 8
  br i1 %13, label %47, label %14

14:                                               ; preds = %3
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 320
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 304
  br label %17

17:                                               ; preds = %14, %39
  %18 = phi i64 [ 0, %14 ], [ %40, %39 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %19 = load ptr, ptr %15, align 8
  %20 = add i64 %18, %7
  %21 = load i64, ptr %16, align 8
  %22 = sub i64 %20, %21
  %23 = getelementptr inbounds nuw i8, ptr %19, i64 %22
  %24 = call ptr @memcpy(ptr noundef nonnull %4, ptr noundef %23, i64 noundef 8)
  %25 = load i64, ptr %4, align 8
  %26 = call fastcc i32 @in_frame(ptr noundef nonnull %0, i64 noundef %25)
  %27 = icmp eq i32 %26, 0
  br i1 %27, label %39, label %28

28:                                               ; preds = %17
  %29 = call fastcc i32 @all_told(ptr noundef nonnull %0, i64 noundef %20)
  %30 = icmp eq i32 %29, 0
  br i1 %30, label %39, label %31

31:                                               ; preds = %28
  %32 = and i64 %20, 7
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %35, label %34

34:                                               ; preds = %31
  call fastcc void @stop(ptr noundef nonnull %0, i64 noundef 19, i64 noundef %20, i64 noundef 0)
  br label %38

35:                                               ; preds = %31
  %36 = call fastcc i32 @add_root(ptr noundef nonnull %0, ptr noundef %1, i64 noundef 2, i64 noundef %18, i64 noundef %2, i64 noundef %25, i64 noundef 0)
  %37 = icmp eq i32 %36, 0
  br i1 %37, label %38, label %39

38:                                               ; preds = %35, %34
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %47

39:                                               ; preds = %17, %35, %28
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  %40 = add i64 %18, 1
  %41 = add i64 %18, 9
  %42 = load ptr, ptr %8, align 8
  %43 = getelementptr inbounds nuw %struct.local, ptr %42, i64 %2
  %44 = getelementptr inbounds nuw i8, ptr %43, i64 8
  %45 = load i64, ptr %44, align 8
  %46 = icmp ugt i64 %41, %45
  br i1 %46, label %47, label %17

47:                                               ; preds = %39, %3, %38
  %48 = phi i32 [ 0, %38 ], [ 1, %3 ], [ 1, %39 ]
  ret i32 %48
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc range(i32 0, 2) i32 @all_told(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2400
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %6 = load i64, ptr %5, align 8
  %7 = sub i64 %1, %6
  %8 = getelementptr i8, ptr %4, i64 %7
  br label %12

9:                                                ; preds = %12
  %10 = add nuw nsw i64 %13, 1
  %11 = icmp eq i64 %10, 8
  br i1 %11, label %18, label %12

12:                                               ; preds = %2, %9
  %13 = phi i64 [ 0, %2 ], [ %10, %9 ]
  %14 = getelementptr i8, ptr %8, i64 %13
  %15 = load i8, ptr %14, align 1
  %16 = and i8 %15, 1
  %17 = icmp eq i8 %16, 0
  br i1 %17, label %18, label %9

18:                                               ; preds = %9, %12
  %19 = phi i32 [ 0, %12 ], [ 1, %9 ]
  ret i32 %19
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc i64 @start_there(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 64
  %4 = load i64, ptr %3, align 8
  %5 = and i64 %4, 8
  %6 = icmp eq i64 %5, 0
  %7 = load i64, ptr %1, align 8
  br i1 %6, label %12, label %8

8:                                                ; preds = %2
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 240
  %10 = load i64, ptr %9, align 8
  %11 = sub i64 %7, %10
  br label %12

12:                                               ; preds = %2, %8
  %13 = phi i64 [ %11, %8 ], [ %7, %2 ]
  ret i64 %13
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @is_root(ptr noundef nonnull readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 1560
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 1552
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %19, label %7

7:                                                ; preds = %2, %16
  %8 = phi i64 [ %17, %16 ], [ 0, %2 ]
  %9 = getelementptr inbounds nuw %struct.root, ptr %3, i64 %8
  %10 = load i64, ptr %9, align 8
  %11 = icmp eq i64 %10, 1
  br i1 %11, label %12, label %16

12:                                               ; preds = %7
  %13 = getelementptr inbounds nuw i8, ptr %9, i64 8
  %14 = load i64, ptr %13, align 8
  %15 = icmp eq i64 %14, %1
  br i1 %15, label %19, label %16

16:                                               ; preds = %7, %12
  %17 = add nuw i64 %8, 1
  %18 = icmp eq i64 %17, %5
  br i1 %18, label %19, label %7

19:                                               ; preds = %12, %16, %2
  %20 = phi i32 [ 0, %2 ], [ 0, %16 ], [ 1, %12 ]
  ret i32 %20
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @mix(ptr noundef nonnull captures(none) %0, ptr noundef nonnull %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = alloca i64, align 8
  %5 = load i64, ptr %0, align 8
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %7 = load i64, ptr %6, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %8 = call ptr @memcpy(ptr noundef nonnull %3, ptr noundef nonnull %1, i64 noundef 8)
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 8
  %10 = call ptr @memcpy(ptr noundef nonnull %4, ptr noundef nonnull %9, i64 noundef 8)
  %11 = load i64, ptr %3, align 8
  %12 = xor i64 %11, %5
  %13 = mul i64 %12, -7046029254386353131
  %14 = load i64, ptr %4, align 8
  %15 = xor i64 %14, %7
  %16 = mul i64 %15, -4417276706812531889
  %17 = lshr i64 %13, 29
  %18 = xor i64 %17, %13
  %19 = lshr i64 %16, 31
  %20 = xor i64 %19, %16
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  %21 = call i64 @llvm.fshl.i64(i64 %20, i64 %20, i64 17)
  %22 = xor i64 %18, %21
  store i64 %22, ptr %0, align 8
  %23 = add i64 %18, %20
  store i64 %23, ptr %6, align 8
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @in_own_stack(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %4 = load ptr, ptr %3, align 8
  %5 = icmp eq ptr %4, null
  br i1 %5, label %18, label %6

6:                                                ; preds = %2
  %7 = getelementptr inbounds nuw i8, ptr %4, i64 1128
  %8 = load i64, ptr %7, align 8
  %9 = sub i64 %1, %8
  %10 = getelementptr inbounds nuw i8, ptr %4, i64 312
  %11 = load i64, ptr %10, align 8
  %12 = sub i64 %11, %8
  %13 = icmp ult i64 %9, %12
  br i1 %13, label %14, label %18

14:                                               ; preds = %6
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 240
  %16 = load i64, ptr %15, align 8
  %17 = add i64 %16, %1
  br label %18

18:                                               ; preds = %2, %6, %14
  %19 = phi i64 [ %17, %14 ], [ %1, %6 ], [ %1, %2 ]
  ret i64 %19
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc range(i32 0, 2) i32 @bind(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %6 = load ptr, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %6, i64 2360
  %8 = load ptr, ptr %7, align 8
  %9 = getelementptr inbounds nuw %struct.local, ptr %8, i64 %2
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 8
  %11 = load i64, ptr %10, align 8
  %12 = add i64 %11, %3
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 768
  %14 = load i64, ptr %13, align 8
  %15 = icmp ult i64 %3, %14
  %16 = icmp ult i64 %12, %3
  %17 = select i1 %15, i1 true, i1 %16
  br i1 %17, label %63, label %18

18:                                               ; preds = %4
  %19 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %20 = load i64, ptr %19, align 8
  %21 = icmp ugt i64 %12, %20
  br i1 %21, label %63, label %22

22:                                               ; preds = %18
  %23 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %24 = load i64, ptr %23, align 8
  %25 = add i64 %24, -1
  %26 = and i64 %25, %3
  %27 = icmp eq i64 %26, 0
  br i1 %27, label %28, label %63

28:                                               ; preds = %22
  %29 = getelementptr inbounds nuw i8, ptr %6, i64 2344
  %30 = load i64, ptr %29, align 8
  %31 = icmp eq i64 %30, 0
  br i1 %31, label %56, label %32

32:                                               ; preds = %28
  %33 = getelementptr inbounds nuw i8, ptr %0, i64 2920
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  br label %36

36:                                               ; preds = %32, %53
  %37 = phi i64 [ 0, %32 ], [ %54, %53 ]
  %38 = shl nuw i64 1, %37
  %39 = and i64 %34, %38
  %40 = icmp eq i64 %39, 0
  %41 = icmp eq i64 %37, %2
  %42 = or i1 %41, %40
  br i1 %42, label %53, label %43

43:                                               ; preds = %36
  %44 = getelementptr inbounds nuw i64, ptr %35, i64 %37
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds nuw %struct.local, ptr %8, i64 %37
  %47 = getelementptr inbounds nuw i8, ptr %46, i64 8
  %48 = load i64, ptr %47, align 8
  %49 = add i64 %48, %45
  %50 = icmp ult i64 %3, %49
  %51 = icmp ult i64 %45, %12
  %52 = select i1 %50, i1 %51, i1 false
  br i1 %52, label %63, label %53

53:                                               ; preds = %36, %43
  %54 = add nuw i64 %37, 1
  %55 = icmp eq i64 %54, %30
  br i1 %55, label %56, label %36

56:                                               ; preds = %53, %28
  %57 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %58 = getelementptr inbounds nuw i64, ptr %57, i64 %2
  store i64 %3, ptr %58, align 8
  %59 = shl nuw i64 1, %2
  %60 = getelementptr inbounds nuw i8, ptr %0, i64 2920
  %61 = load i64, ptr %60, align 8
  %62 = or i64 %61, %59
  store i64 %62, ptr %60, align 8
  br label %63

63:                                               ; preds = %43, %4, %18, %22, %56
  %64 = phi i32 [ 0, %4 ], [ 1, %56 ], [ 0, %22 ], [ 0, %18 ], [ 0, %43 ]
  ret i32 %64
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc range(i64 0, 4) i64 @unseen_kind(ptr noundef captures(none) %0) unnamed_addr {
  %2 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 100)
  %3 = icmp samesign ult i64 %2, 12
  br i1 %3, label %9, label %4

4:                                                ; preds = %1
  %5 = icmp samesign ult i64 %2, 18
  br i1 %5, label %9, label %6

6:                                                ; preds = %4
  %7 = icmp samesign ult i64 %2, 30
  %8 = select i1 %7, i64 3, i64 0
  br label %9

9:                                                ; preds = %6, %4, %1
  %10 = phi i64 [ 1, %1 ], [ %8, %6 ], [ 2, %4 ]
  ret i64 %10
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @unseen(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  switch i64 %1, label %13 [
    i64 1, label %15
    i64 2, label %3
    i64 3, label %4
  ]

3:                                                ; preds = %2
  br label %15

4:                                                ; preds = %2
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 5928
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %13, label %8

8:                                                ; preds = %4
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 5936
  %10 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef %6)
  %11 = getelementptr inbounds nuw i64, ptr %9, i64 %10
  %12 = load i64, ptr %11, align 8
  br label %15

13:                                               ; preds = %2, %4
  %14 = tail call fastcc i64 @random_word(ptr noundef %0)
  br label %15

15:                                               ; preds = %2, %13, %8, %3
  %16 = phi i64 [ %14, %13 ], [ -1, %3 ], [ %12, %8 ], [ 0, %2 ]
  ret i64 %16
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @frame_pointer(ptr noundef captures(none) initializes((2944, 2952)) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %3 = load ptr, ptr %2, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2944
  store i64 1, ptr %4, align 8
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %6 = load i64, ptr %5, align 8
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %10, label %8

8:                                                ; preds = %1
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  br label %22

10:                                               ; preds = %37, %1
  %11 = phi i64 [ 0, %1 ], [ %39, %37 ]
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %13 = load ptr, ptr %12, align 8
  %14 = getelementptr inbounds nuw %struct.local, ptr %13, i64 %11
  %15 = getelementptr inbounds nuw i8, ptr %14, i64 16
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %18 = getelementptr inbounds nuw i64, ptr %17, i64 %11
  %19 = load i64, ptr %18, align 8
  %20 = tail call fastcc i64 @chance(ptr noundef %3, i64 noundef 60)
  %21 = icmp eq i64 %20, 0
  br i1 %21, label %43, label %51

22:                                               ; preds = %8, %37
  %23 = phi i64 [ %6, %8 ], [ %38, %37 ]
  %24 = phi i64 [ 0, %8 ], [ %40, %37 ]
  %25 = phi i64 [ 0, %8 ], [ %39, %37 ]
  %26 = phi i64 [ 0, %8 ], [ %41, %37 ]
  %27 = load i64, ptr %9, align 8
  %28 = shl nuw i64 1, %26
  %29 = and i64 %27, %28
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %37, label %31

31:                                               ; preds = %22
  %32 = add i64 %24, 1
  %33 = tail call fastcc i64 @below(ptr noundef %3, i64 noundef %32)
  %34 = icmp eq i64 %33, 0
  %35 = select i1 %34, i64 %26, i64 %25
  %36 = load i64, ptr %5, align 8
  br label %37

37:                                               ; preds = %31, %22
  %38 = phi i64 [ %23, %22 ], [ %36, %31 ]
  %39 = phi i64 [ %25, %22 ], [ %35, %31 ]
  %40 = phi i64 [ %24, %22 ], [ %32, %31 ]
  %41 = add nuw i64 %26, 1
  %42 = icmp ult i64 %41, %38
  br i1 %42, label %22, label %10

43:                                               ; preds = %10
  %44 = tail call i64 @llvm.umin.i64(i64 %16, i64 8)
  %45 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %46 = load i64, ptr %45, align 8
  %47 = tail call fastcc i64 @below(ptr noundef %3, i64 noundef %46)
  %48 = freeze i64 %47
  %49 = urem i64 %48, %44
  %50 = sub nuw i64 %48, %49
  br label %51

51:                                               ; preds = %10, %43
  %52 = phi i64 [ %50, %43 ], [ 0, %10 ]
  %53 = add i64 %52, %19
  ret i64 %53
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_result(ptr noundef captures(none) %0) unnamed_addr {
  %2 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 30)
  %3 = icmp eq i64 %2, 0
  br i1 %3, label %11, label %4

4:                                                ; preds = %1
  %5 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 70)
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %7, label %14

7:                                                ; preds = %4
  %8 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %9 = icmp eq i64 %8, 0
  %10 = select i1 %9, i64 -1, i64 1
  br label %14

11:                                               ; preds = %1
  %12 = tail call fastcc i64 @draw_style(ptr noundef %0)
  %13 = tail call fastcc i64 @draw_integer(ptr noundef %0, i64 noundef %12)
  br label %14

14:                                               ; preds = %7, %4, %11
  %15 = phi i64 [ %13, %11 ], [ %10, %7 ], [ 0, %4 ]
  ret i64 %15
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc range(i32 0, 2) i32 @can_know(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = tail call fastcc i32 @own_place(ptr noundef %0, i64 noundef %1)
  %4 = icmp eq i32 %3, 0
  br i1 %4, label %33, label %5

5:                                                ; preds = %2
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2344
  %7 = load i64, ptr %6, align 8
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %33, label %9

9:                                                ; preds = %5
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2928
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 2408
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  br label %14

14:                                               ; preds = %9, %28
  %15 = phi i64 [ 0, %9 ], [ %29, %28 ]
  %16 = shl nuw i64 1, %15
  %17 = and i64 %11, %16
  %18 = icmp eq i64 %17, 0
  br i1 %18, label %28, label %19

19:                                               ; preds = %14
  %20 = getelementptr inbounds nuw i64, ptr %12, i64 %15
  %21 = load i64, ptr %20, align 8
  %22 = sub i64 %1, %21
  %23 = load ptr, ptr %13, align 8
  %24 = getelementptr inbounds nuw %struct.local, ptr %23, i64 %15
  %25 = getelementptr inbounds nuw i8, ptr %24, i64 8
  %26 = load i64, ptr %25, align 8
  %27 = icmp ult i64 %22, %26
  br i1 %27, label %31, label %28

28:                                               ; preds = %14, %19
  %29 = add nuw i64 %15, 1
  %30 = icmp eq i64 %29, %7
  br i1 %30, label %33, label %14

31:                                               ; preds = %19
  %32 = getelementptr inbounds nuw i8, ptr %0, i64 2944
  store i64 1, ptr %32, align 8
  br label %33

33:                                               ; preds = %28, %5, %31, %2
  %34 = phi i32 [ 1, %2 ], [ 1, %31 ], [ 0, %5 ], [ 0, %28 ]
  ret i32 %34
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @own_place(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %4 = load i64, ptr %3, align 8
  %5 = sub i64 %1, %4
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 312
  %7 = load i64, ptr %6, align 8
  %8 = sub i64 %7, %4
  %9 = icmp ult i64 %5, %8
  br i1 %9, label %19, label %10

10:                                               ; preds = %2
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %12 = load i64, ptr %11, align 8
  %13 = sub i64 %1, %12
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 32
  %15 = load i64, ptr %14, align 8
  %16 = sub i64 %15, %12
  %17 = icmp ult i64 %13, %16
  %18 = zext i1 %17 to i32
  br label %19

19:                                               ; preds = %10, %2
  %20 = phi i32 [ 1, %2 ], [ %18, %10 ]
  ret i32 %20
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(none)
define internal fastcc range(i32 0, 2) i32 @same_bits(i64 noundef %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = icmp eq i64 %0, %1
  br i1 %4, label %22, label %5

5:                                                ; preds = %3
  switch i64 %2, label %22 [
    i64 8, label %6
    i64 4, label %8
  ]

6:                                                ; preds = %5
  %7 = tail call fastcc i32 @same_nan(i64 noundef %0, i64 noundef %1, i64 noundef 8)
  br label %22

8:                                                ; preds = %5, %21
  %9 = phi i1 [ false, %21 ], [ true, %5 ]
  %10 = phi i64 [ 32, %21 ], [ 0, %5 ]
  %11 = lshr i64 %0, %10
  %12 = trunc i64 %11 to i32
  %13 = lshr i64 %1, %10
  %14 = trunc i64 %13 to i32
  %15 = icmp eq i32 %12, %14
  br i1 %15, label %20, label %16

16:                                               ; preds = %8
  %17 = tail call fastcc i32 @same_nan(i64 noundef %11, i64 noundef %13, i64 noundef 4)
  %18 = icmp ne i32 %17, 0
  %19 = and i1 %18, %9
  br i1 %19, label %21, label %22

20:                                               ; preds = %8
  br i1 %9, label %21, label %22

21:                                               ; preds = %20, %16
  br label %8

22:                                               ; preds = %20, %16, %5, %3, %6
  %23 = phi i32 [ 0, %5 ], [ %7, %6 ], [ 1, %3 ], [ 1, %20 ], [ %17, %16 ]
  ret i32 %23
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define internal fastcc range(i32 0, 2) i32 @same_nan(i64 noundef %0, i64 noundef %1, i64 noundef range(i64 4, 9) %2) unnamed_addr {
  %4 = icmp eq i64 %2, 4
  %5 = and i64 %1, %0
  %6 = select i1 %4, i64 -2143289345, i64 -9221120237041090561
  %7 = or i64 %5, %6
  %8 = icmp eq i64 %7, -1
  %9 = zext i1 %8 to i32
  ret i32 %9
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @place_candidate(ptr noundef captures(none) %0, i64 noundef range(i64 0, 12) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 144
  %4 = getelementptr inbounds nuw i64, ptr %3, i64 %1
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %7 = load i64, ptr %6, align 8
  %8 = sub i64 %5, %7
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 48
  %10 = getelementptr inbounds nuw i64, ptr %9, i64 %1
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 40
  store i64 %11, ptr %12, align 8
  store i64 %5, ptr %6, align 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 312
  %14 = load i64, ptr %13, align 8
  %15 = add i64 %14, %8
  store i64 %15, ptr %13, align 8
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %17 = load i64, ptr %16, align 8
  %18 = add i64 %17, %8
  store i64 %18, ptr %16, align 8
  %19 = getelementptr inbounds nuw i8, ptr %0, i64 2000
  %20 = load i64, ptr %19, align 8
  %21 = add i64 %20, %8
  store i64 %21, ptr %19, align 8
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 2136
  %23 = load ptr, ptr %22, align 8
  %24 = getelementptr inbounds nuw i8, ptr %23, i64 304
  %25 = load i64, ptr %24, align 8
  %26 = sub i64 %5, %25
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 240
  store i64 %26, ptr %27, align 8
  %28 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %29 = load i64, ptr %28, align 8
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %33, label %31

31:                                               ; preds = %2
  %32 = getelementptr inbounds nuw i8, ptr %0, i64 352
  br label %34

33:                                               ; preds = %52, %2
  ret void

34:                                               ; preds = %31, %52
  %35 = phi i64 [ %29, %31 ], [ %53, %52 ]
  %36 = phi i64 [ 0, %31 ], [ %54, %52 ]
  %37 = load ptr, ptr %32, align 8
  %38 = getelementptr inbounds nuw %struct.region, ptr %37, i64 %36
  %39 = getelementptr inbounds nuw i8, ptr %38, i64 64
  %40 = load i64, ptr %39, align 8
  %41 = and i64 %40, 8
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %52, label %43

43:                                               ; preds = %34
  %44 = load i64, ptr %38, align 8
  %45 = add i64 %44, %8
  store i64 %45, ptr %38, align 8
  %46 = load ptr, ptr %32, align 8
  %47 = getelementptr inbounds nuw %struct.region, ptr %46, i64 %36
  %48 = getelementptr inbounds nuw i8, ptr %47, i64 8
  %49 = load i64, ptr %48, align 8
  %50 = add i64 %49, %8
  store i64 %50, ptr %48, align 8
  %51 = load i64, ptr %28, align 8
  br label %52

52:                                               ; preds = %34, %43
  %53 = phi i64 [ %35, %34 ], [ %51, %43 ]
  %54 = add nuw i64 %36, 1
  %55 = icmp ult i64 %54, %53
  br i1 %55, label %34, label %33
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @begin(ptr noundef captures(none) %0, ptr noundef initializes((2360, 2368), (6128, 6136)) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 6128
  store i64 0, ptr %3, align 8
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 2360
  store i64 0, ptr %4, align 8
  %5 = tail call fastcc i64 @below(ptr noundef %1, i64 noundef 4)
  %6 = shl nuw i64 1, %5
  %7 = getelementptr inbounds nuw i8, ptr %1, i64 6264
  store i64 %6, ptr %7, align 8
  %8 = tail call fastcc i64 @chance(ptr noundef %1, i64 noundef 25)
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 6272
  store i64 %8, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %1, i64 5912
  store i64 0, ptr %10, align 8
  %11 = getelementptr inbounds nuw i8, ptr %1, i64 5920
  store i64 0, ptr %11, align 8
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 18592
  store i64 0, ptr %12, align 8
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 6296
  store i64 0, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %1, i64 5928
  store i64 0, ptr %14, align 8
  %15 = tail call fastcc i64 @chance(ptr noundef %1, i64 noundef 45)
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 5896
  store i64 %15, ptr %16, align 8
  %17 = getelementptr inbounds nuw i8, ptr %1, i64 5680
  store i64 0, ptr %17, align 8
  %18 = tail call fastcc i64 @chance(ptr noundef %1, i64 noundef 35)
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %42, label %20

20:                                               ; preds = %2
  %21 = getelementptr inbounds nuw i8, ptr %1, i64 1752
  %22 = load i64, ptr %21, align 8
  %23 = icmp eq i64 %22, 0
  br i1 %23, label %29, label %24

24:                                               ; preds = %20
  %25 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 60)
  %26 = icmp eq i64 %25, 0
  br i1 %26, label %29, label %27

27:                                               ; preds = %24
  %28 = getelementptr inbounds nuw i8, ptr %1, i64 1760
  br label %32

29:                                               ; preds = %20, %24
  %30 = getelementptr inbounds nuw i8, ptr %1, i64 1776
  %31 = getelementptr inbounds nuw i8, ptr %1, i64 1768
  br label %32

32:                                               ; preds = %29, %27
  %33 = phi ptr [ %31, %29 ], [ %21, %27 ]
  %34 = phi ptr [ %30, %29 ], [ %28, %27 ]
  %35 = phi i1 [ true, %29 ], [ false, %27 ]
  %36 = load ptr, ptr %34, align 8
  %37 = load i64, ptr %33, align 8
  %38 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %37)
  %39 = getelementptr inbounds nuw i64, ptr %36, i64 %38
  %40 = load i64, ptr %39, align 8
  %41 = getelementptr inbounds nuw i8, ptr %1, i64 5688
  store i64 %40, ptr %41, align 8
  store i64 1, ptr %17, align 8
  br label %42

42:                                               ; preds = %32, %2
  %43 = phi i1 [ %35, %32 ], [ true, %2 ]
  %44 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 85)
  %45 = getelementptr inbounds nuw i8, ptr %1, i64 5904
  store i64 %44, ptr %45, align 8
  %46 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef 8)
  %47 = getelementptr inbounds nuw i64, ptr @begin.sizes, i64 %46
  %48 = load i64, ptr %47, align 8
  %49 = getelementptr inbounds nuw i8, ptr %1, i64 5760
  store i64 0, ptr %49, align 8
  %50 = icmp samesign ult i64 %46, 2
  br i1 %50, label %110, label %51

51:                                               ; preds = %42
  %52 = getelementptr inbounds nuw i8, ptr %1, i64 5768
  %53 = tail call i64 @llvm.umax.i64(i64 %48, i64 1)
  br label %54

54:                                               ; preds = %51, %72
  %55 = phi i64 [ 0, %51 ], [ %75, %72 ]
  %56 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 45)
  %57 = icmp eq i64 %56, 0
  br i1 %57, label %58, label %63

58:                                               ; preds = %54
  %59 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 40)
  %60 = icmp eq i64 %59, 0
  br i1 %60, label %61, label %63

61:                                               ; preds = %58
  %62 = tail call fastcc i64 @draw_style(ptr noundef nonnull %1)
  br label %63

63:                                               ; preds = %61, %58, %54
  %64 = phi i64 [ 2, %54 ], [ %62, %61 ], [ 0, %58 ]
  %65 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 20)
  %66 = icmp eq i64 %65, 0
  br i1 %66, label %70, label %67

67:                                               ; preds = %63
  %68 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef 95)
  %69 = add nuw nsw i64 %68, 32
  br label %72

70:                                               ; preds = %63
  %71 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %1, i64 noundef %64)
  br label %72

72:                                               ; preds = %70, %67
  %73 = phi i64 [ %69, %67 ], [ %71, %70 ]
  %74 = getelementptr inbounds nuw i64, ptr %52, i64 %55
  store i64 %73, ptr %74, align 8
  %75 = add nuw i64 %55, 1
  %76 = icmp eq i64 %75, %53
  br i1 %76, label %77, label %54

77:                                               ; preds = %72
  %78 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 20)
  %79 = icmp eq i64 %78, 0
  br i1 %79, label %82, label %80

80:                                               ; preds = %77
  %81 = getelementptr inbounds nuw i8, ptr %1, i64 5768
  store i64 0, ptr %81, align 8
  br label %82

82:                                               ; preds = %80, %77
  %83 = load i64, ptr %17, align 8
  %84 = icmp eq i64 %83, 0
  br i1 %84, label %110, label %85

85:                                               ; preds = %82
  %86 = getelementptr inbounds nuw i8, ptr %1, i64 5688
  %87 = getelementptr inbounds nuw i8, ptr %1, i64 5768
  %88 = tail call i64 @llvm.umax.i64(i64 %48, i64 1)
  br label %89

89:                                               ; preds = %85, %107
  %90 = phi i64 [ 0, %85 ], [ %108, %107 ]
  %91 = tail call fastcc i64 @chance(ptr noundef %1, i64 noundef 40)
  %92 = icmp eq i64 %91, 0
  br i1 %92, label %107, label %93

93:                                               ; preds = %89
  %94 = tail call fastcc i64 @below(ptr noundef %1, i64 noundef 6)
  %95 = icmp eq i64 %94, 5
  br i1 %95, label %96, label %99

96:                                               ; preds = %93
  %97 = load i64, ptr %86, align 8
  %98 = xor i64 %97, 1
  br label %104

99:                                               ; preds = %93
  %100 = getelementptr inbounds nuw i64, ptr @begin.apart, i64 %94
  %101 = load i64, ptr %100, align 8
  %102 = load i64, ptr %86, align 8
  %103 = add i64 %102, %101
  br label %104

104:                                              ; preds = %99, %96
  %105 = phi i64 [ %98, %96 ], [ %103, %99 ]
  %106 = getelementptr inbounds nuw i64, ptr %87, i64 %90
  store i64 %105, ptr %106, align 8
  br label %107

107:                                              ; preds = %89, %104
  %108 = add nuw i64 %90, 1
  %109 = icmp eq i64 %108, %88
  br i1 %109, label %110, label %89

110:                                              ; preds = %107, %42, %82
  br i1 %43, label %116, label %111

111:                                              ; preds = %110
  %112 = tail call fastcc i64 @chance(ptr noundef %1, i64 noundef 50)
  %113 = icmp eq i64 %112, 0
  br i1 %113, label %116, label %114

114:                                              ; preds = %111
  %115 = tail call fastcc i64 @ranked(ptr noundef %1)
  br label %116

116:                                              ; preds = %114, %111, %110
  %117 = phi i64 [ %115, %114 ], [ %48, %111 ], [ %48, %110 ]
  store i64 %117, ptr %49, align 8
  %118 = getelementptr inbounds nuw i8, ptr %1, i64 51576
  store i64 0, ptr %118, align 8
  %119 = getelementptr inbounds nuw i8, ptr %1, i64 5744
  store i64 0, ptr %119, align 8
  %120 = tail call fastcc i64 @chance(ptr noundef %1, i64 noundef 50)
  %121 = icmp eq i64 %120, 0
  br i1 %121, label %122, label %126

122:                                              ; preds = %116
  %123 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %124 = icmp eq i64 %123, 0
  %125 = select i1 %124, i64 30, i64 3
  br label %126

126:                                              ; preds = %116, %122
  %127 = phi i64 [ %125, %122 ], [ 0, %116 ]
  %128 = getelementptr inbounds nuw i8, ptr %1, i64 5696
  store i64 %127, ptr %128, align 8
  %129 = getelementptr inbounds nuw i8, ptr %1, i64 2368
  %130 = load i64, ptr %129, align 8
  %131 = icmp eq i64 %130, 0
  br i1 %131, label %135, label %132

132:                                              ; preds = %126
  %133 = getelementptr inbounds nuw i8, ptr %1, i64 5704
  store i64 0, ptr %133, align 8
  %134 = getelementptr inbounds nuw i8, ptr %1, i64 5712
  store i64 0, ptr %134, align 8
  br label %143

135:                                              ; preds = %126
  %136 = getelementptr inbounds nuw i8, ptr %1, i64 2392
  %137 = load i64, ptr %136, align 8
  %138 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef %137)
  %139 = load i64, ptr %129, align 8
  %140 = getelementptr inbounds nuw i8, ptr %1, i64 5704
  store i64 %138, ptr %140, align 8
  %141 = getelementptr inbounds nuw i8, ptr %1, i64 5712
  store i64 0, ptr %141, align 8
  %142 = icmp eq i64 %139, 0
  br i1 %142, label %158, label %143

143:                                              ; preds = %132, %135
  %144 = phi ptr [ %134, %132 ], [ %141, %135 ]
  %145 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 7)
  %146 = icmp eq i64 %145, 0
  br i1 %146, label %158, label %147

147:                                              ; preds = %143
  %148 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef 3)
  %149 = add nuw nsw i64 %148, 1
  store i64 %149, ptr %144, align 8
  %150 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %151 = icmp eq i64 %150, 0
  %152 = select i1 %151, i64 64, i64 32
  %153 = getelementptr inbounds nuw i8, ptr %1, i64 5720
  store i64 %152, ptr %153, align 8
  %154 = getelementptr inbounds nuw i8, ptr %1, i64 5728
  %155 = tail call fastcc i64 @draw_magnitude(ptr noundef nonnull %1, i64 noundef 32)
  store i64 %155, ptr %154, align 8
  %156 = tail call fastcc i64 @draw_magnitude(ptr noundef nonnull %1, i64 noundef 64)
  %157 = getelementptr inbounds nuw i8, ptr %1, i64 5736
  store i64 %156, ptr %157, align 8
  br label %158

158:                                              ; preds = %147, %143, %135
  %159 = tail call fastcc i64 @unseen_kind(ptr noundef nonnull %1)
  %160 = getelementptr inbounds nuw i8, ptr %1, i64 5672
  store i64 %159, ptr %160, align 8
  %161 = icmp eq i64 %159, 3
  %162 = select i1 %161, i64 0, i64 %159
  %163 = getelementptr inbounds nuw i8, ptr %0, i64 368
  br label %166

164:                                              ; preds = %166
  %165 = getelementptr inbounds nuw i8, ptr %0, i64 616
  br label %187

166:                                              ; preds = %158, %166
  %167 = phi i64 [ 0, %158 ], [ %170, %166 ]
  %168 = tail call fastcc i64 @unseen(ptr noundef nonnull %1, i64 noundef %162)
  %169 = getelementptr inbounds nuw i64, ptr %163, i64 %167
  store i64 %168, ptr %169, align 8
  %170 = add nuw nsw i64 %167, 1
  %171 = icmp eq i64 %170, 31
  br i1 %171, label %164, label %166

172:                                              ; preds = %187
  %173 = tail call fastcc i64 @random_word(ptr noundef nonnull %1)
  %174 = and i64 %173, 15
  %175 = getelementptr inbounds nuw i8, ptr %0, i64 1136
  store i64 %174, ptr %175, align 8
  %176 = getelementptr inbounds nuw i8, ptr %0, i64 312
  %177 = load i64, ptr %176, align 8
  %178 = add i64 %177, -4096
  %179 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef 256)
  %180 = shl nuw nsw i64 %179, 4
  %181 = sub i64 %178, %180
  %182 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  store i64 %181, ptr %182, align 8
  %183 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef 16)
  %184 = shl nuw nsw i64 %183, 8
  %185 = getelementptr inbounds nuw i8, ptr %0, i64 336
  store i64 %184, ptr %185, align 8
  %186 = getelementptr inbounds nuw i8, ptr %1, i64 51368
  br label %194

187:                                              ; preds = %164, %187
  %188 = phi i64 [ 0, %164 ], [ %191, %187 ]
  %189 = tail call fastcc i64 @unseen(ptr noundef nonnull %1, i64 noundef %162)
  %190 = getelementptr inbounds nuw i64, ptr %165, i64 %188
  store i64 %189, ptr %190, align 8
  %191 = add nuw nsw i64 %188, 1
  %192 = icmp eq i64 %191, 64
  br i1 %192, label %172, label %187

193:                                              ; preds = %194
  ret void

194:                                              ; preds = %172, %194
  %195 = phi i64 [ 0, %172 ], [ %198, %194 ]
  %196 = tail call fastcc i64 @random_word(ptr noundef nonnull %1)
  %197 = getelementptr inbounds nuw i64, ptr %186, i64 %195
  store i64 %196, ptr %197, align 8
  %198 = add nuw nsw i64 %195, 1
  %199 = icmp eq i64 %198, 16
  br i1 %199, label %193, label %194
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @fill_frame(ptr noundef readonly captures(none) %0, ptr noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 344
  %4 = load i64, ptr %3, align 8
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %14, label %6

6:                                                ; preds = %2
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 352
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 328
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 336
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 304
  %11 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 51368
  br label %15

14:                                               ; preds = %59, %2
  ret void

15:                                               ; preds = %6, %59
  %16 = phi i64 [ 0, %6 ], [ %60, %59 ]
  %17 = load ptr, ptr %7, align 8
  %18 = getelementptr inbounds nuw %struct.region, ptr %17, i64 %16
  %19 = getelementptr inbounds nuw i8, ptr %18, i64 64
  %20 = load i64, ptr %19, align 8
  %21 = and i64 %20, 8
  %22 = icmp eq i64 %21, 0
  br i1 %22, label %59, label %23

23:                                               ; preds = %15
  %24 = getelementptr inbounds nuw i8, ptr %18, i64 32
  %25 = load ptr, ptr %24, align 8
  %26 = load ptr, ptr %8, align 8
  %27 = load i64, ptr %9, align 8
  %28 = getelementptr inbounds nuw i8, ptr %26, i64 %27
  %29 = load i64, ptr %18, align 8
  %30 = load i64, ptr %10, align 8
  %31 = sub i64 %29, %30
  %32 = getelementptr inbounds nuw i8, ptr %28, i64 %31
  %33 = getelementptr inbounds nuw i8, ptr %18, i64 8
  %34 = load i64, ptr %33, align 8
  %35 = sub i64 %34, %29
  %36 = tail call ptr @memcpy(ptr noundef %25, ptr noundef %32, i64 noundef %35)
  %37 = load i64, ptr %11, align 8
  %38 = icmp eq i64 %37, 0
  br i1 %38, label %59, label %39

39:                                               ; preds = %23, %55
  %40 = phi i64 [ %56, %55 ], [ %37, %23 ]
  %41 = phi i64 [ %57, %55 ], [ 0, %23 ]
  %42 = getelementptr inbounds nuw %struct.slot, ptr %12, i64 %41
  %43 = load i64, ptr %42, align 8
  %44 = icmp eq i64 %43, 2
  br i1 %44, label %45, label %55

45:                                               ; preds = %39
  %46 = load ptr, ptr %24, align 8
  %47 = getelementptr inbounds nuw i8, ptr %42, i64 8
  %48 = load i64, ptr %47, align 8
  %49 = getelementptr inbounds nuw i8, ptr %46, i64 %48
  %50 = lshr i64 %48, 3
  %51 = and i64 %50, 15
  %52 = getelementptr inbounds nuw i64, ptr %13, i64 %51
  %53 = tail call ptr @memcpy(ptr noundef %49, ptr noundef nonnull %52, i64 noundef 8)
  %54 = load i64, ptr %11, align 8
  br label %55

55:                                               ; preds = %39, %45
  %56 = phi i64 [ %40, %39 ], [ %54, %45 ]
  %57 = add nuw i64 %41, 1
  %58 = icmp ult i64 %57, %56
  br i1 %58, label %39, label %59

59:                                               ; preds = %55, %23, %15
  %60 = add nuw i64 %16, 1
  %61 = load i64, ptr %3, align 8
  %62 = icmp ult i64 %60, %61
  br i1 %62, label %15, label %14
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @draw_argument(ptr noundef captures(none) %0, ptr noundef %1, i64 noundef %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %5 = getelementptr inbounds nuw %struct.slot, ptr %4, i64 %2
  %6 = getelementptr inbounds nuw i8, ptr %1, i64 5472
  %7 = getelementptr inbounds nuw i64, ptr %6, i64 %2
  store i64 8, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %5, i64 24
  %9 = load i64, ptr %8, align 8
  switch i64 %9, label %242 [
    i64 1, label %10
    i64 0, label %177
  ]

10:                                               ; preds = %3
  %11 = getelementptr inbounds nuw i8, ptr %5, i64 32
  %12 = load i64, ptr %11, align 8
  %13 = and i64 %12, 2
  %14 = icmp eq i64 %13, 0
  %15 = getelementptr inbounds nuw i8, ptr %1, i64 2376
  %16 = load i64, ptr %15, align 8
  %17 = icmp ugt i64 %16, 11
  br i1 %17, label %18, label %25

18:                                               ; preds = %10
  %19 = getelementptr inbounds nuw i8, ptr %1, i64 2384
  %20 = load i64, ptr %19, align 8
  %21 = mul i64 %20, 10
  %22 = mul i64 %16, 9
  %23 = icmp ugt i64 %21, %22
  %24 = select i1 %23, i64 1, i64 6
  br label %25

25:                                               ; preds = %18, %10
  %26 = phi i64 [ 6, %10 ], [ %24, %18 ]
  br i1 %14, label %38, label %27

27:                                               ; preds = %25
  %28 = getelementptr inbounds nuw i8, ptr %1, i64 2352
  %29 = load i64, ptr %28, align 8
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %31, label %45

31:                                               ; preds = %27
  %32 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 2)
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %45, label %34

34:                                               ; preds = %31
  %35 = getelementptr inbounds nuw i8, ptr %1, i64 2360
  %36 = load i64, ptr %35, align 8
  %37 = or i64 %36, 2
  store i64 %37, ptr %35, align 8
  br label %170

38:                                               ; preds = %25
  %39 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef %26)
  %40 = icmp eq i64 %39, 0
  br i1 %40, label %45, label %41

41:                                               ; preds = %38
  %42 = getelementptr inbounds nuw i8, ptr %1, i64 5912
  %43 = load i64, ptr %42, align 8
  %44 = add i64 %43, 1
  store i64 %44, ptr %42, align 8
  br label %170

45:                                               ; preds = %27, %31, %38
  %46 = getelementptr inbounds nuw i8, ptr %1, i64 2152
  %47 = getelementptr inbounds nuw i64, ptr %46, i64 %2
  %48 = load i64, ptr %47, align 8
  %49 = icmp eq i64 %48, 0
  br i1 %49, label %64, label %50

50:                                               ; preds = %45
  %51 = getelementptr inbounds nuw i8, ptr %1, i64 2112
  %52 = load i64, ptr %51, align 8
  %53 = icmp eq i64 %52, 0
  br i1 %53, label %64, label %54

54:                                               ; preds = %50
  %55 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 92)
  %56 = icmp eq i64 %55, 0
  br i1 %56, label %64, label %57

57:                                               ; preds = %54
  %58 = getelementptr inbounds nuw i8, ptr %1, i64 2120
  %59 = load ptr, ptr %58, align 8
  %60 = load i64, ptr %51, align 8
  %61 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %60)
  %62 = getelementptr inbounds nuw i64, ptr %59, i64 %61
  %63 = load i64, ptr %62, align 8
  br label %170

64:                                               ; preds = %54, %50, %45
  %65 = and i64 %12, 1
  %66 = icmp eq i64 %65, 0
  br i1 %66, label %97, label %67

67:                                               ; preds = %64
  %68 = getelementptr inbounds nuw i8, ptr %1, i64 2352
  %69 = load i64, ptr %68, align 8
  %70 = icmp eq i64 %69, 0
  br i1 %70, label %71, label %74

71:                                               ; preds = %67
  %72 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %73 = icmp eq i64 %72, 0
  br i1 %73, label %93, label %74

74:                                               ; preds = %71, %67
  %75 = getelementptr inbounds nuw i8, ptr %5, i64 40
  %76 = load i64, ptr %75, align 8
  %77 = tail call i64 @llvm.umax.i64(i64 %76, i64 1)
  %78 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 30)
  %79 = icmp eq i64 %78, 0
  br i1 %79, label %80, label %86

80:                                               ; preds = %74
  %81 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %82 = icmp eq i64 %81, 0
  %83 = select i1 %82, i64 8192, i64 64
  %84 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %83)
  %85 = freeze i64 %84
  br label %86

86:                                               ; preds = %74, %80
  %87 = phi i64 [ %85, %80 ], [ 0, %74 ]
  %88 = getelementptr inbounds nuw i8, ptr %5, i64 64
  %89 = load i64, ptr %88, align 8
  %90 = urem i64 %87, %77
  %91 = add i64 %89, %87
  %92 = sub i64 %91, %90
  br label %170

93:                                               ; preds = %71
  %94 = getelementptr inbounds nuw i8, ptr %1, i64 2360
  %95 = load i64, ptr %94, align 8
  %96 = or i64 %95, 1
  store i64 %96, ptr %94, align 8
  br label %97

97:                                               ; preds = %64, %93
  %98 = getelementptr inbounds nuw i8, ptr %1, i64 5904
  %99 = load i64, ptr %98, align 8
  store i64 0, ptr %98, align 8
  %100 = getelementptr inbounds nuw i8, ptr %5, i64 40
  %101 = load i64, ptr %100, align 8
  %102 = tail call fastcc i64 @draw_pointer(ptr noundef nonnull %1, i64 noundef %101, i64 noundef 0)
  store i64 %99, ptr %98, align 8
  %103 = icmp eq i64 %2, 0
  br i1 %103, label %170, label %104

104:                                              ; preds = %97
  %105 = getelementptr inbounds nuw i8, ptr %1, i64 5928
  %106 = select i1 %66, i64 20, i64 60
  %107 = getelementptr inbounds nuw i8, ptr %1, i64 2352
  br label %108

108:                                              ; preds = %104, %167
  %109 = phi i64 [ 0, %104 ], [ %168, %167 ]
  %110 = load i64, ptr %105, align 8
  %111 = icmp eq i64 %110, 0
  br i1 %111, label %170, label %112

112:                                              ; preds = %108
  %113 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef %106)
  %114 = icmp eq i64 %113, 0
  br i1 %114, label %170, label %115

115:                                              ; preds = %112
  %116 = getelementptr inbounds nuw %struct.slot, ptr %4, i64 %109
  %117 = getelementptr inbounds nuw i8, ptr %116, i64 24
  %118 = load i64, ptr %117, align 8
  %119 = icmp eq i64 %118, 1
  br i1 %119, label %120, label %167

120:                                              ; preds = %115
  %121 = load i64, ptr %116, align 8
  %122 = icmp eq i64 %121, 0
  br i1 %122, label %123, label %167

123:                                              ; preds = %120
  %124 = load i64, ptr %107, align 8
  %125 = icmp eq i64 %124, 0
  %126 = getelementptr inbounds nuw i8, ptr %116, i64 32
  %127 = load i64, ptr %126, align 8
  %128 = and i64 %127, 1
  %129 = icmp eq i64 %128, 0
  br i1 %125, label %131, label %130

130:                                              ; preds = %123
  br i1 %129, label %136, label %167

131:                                              ; preds = %123
  br i1 %129, label %136, label %132

132:                                              ; preds = %131
  %133 = getelementptr inbounds nuw i8, ptr %1, i64 2360
  %134 = load i64, ptr %133, align 8
  %135 = or i64 %134, 1
  store i64 %135, ptr %133, align 8
  br label %136

136:                                              ; preds = %130, %132, %131
  %137 = load i64, ptr %100, align 8
  %138 = getelementptr inbounds nuw i8, ptr %116, i64 40
  %139 = load i64, ptr %138, align 8
  %140 = icmp ugt i64 %137, %139
  %141 = tail call i64 @llvm.umax.i64(i64 %139, i64 1)
  %142 = select i1 %140, i64 %137, i64 %141
  %143 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %144 = icmp eq i64 %143, 0
  br i1 %144, label %145, label %149

145:                                              ; preds = %136
  %146 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 60)
  %147 = icmp eq i64 %146, 0
  %148 = select i1 %147, i64 1200, i64 128
  br label %149

149:                                              ; preds = %136, %145
  %150 = phi i64 [ %148, %145 ], [ 24, %136 ]
  %151 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 25)
  %152 = icmp eq i64 %151, 0
  br i1 %152, label %153, label %159

153:                                              ; preds = %149
  %154 = shl nuw nsw i64 %150, 1
  %155 = or disjoint i64 %154, 1
  %156 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %155)
  %157 = sub nsw i64 %156, %150
  %158 = mul i64 %157, %142
  br label %159

159:                                              ; preds = %153, %149
  %160 = phi i64 [ %158, %153 ], [ 0, %149 ]
  %161 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %162 = getelementptr inbounds nuw i8, ptr %116, i64 8
  %163 = load i64, ptr %162, align 8
  %164 = getelementptr inbounds nuw i64, ptr %161, i64 %163
  %165 = load i64, ptr %164, align 8
  %166 = add i64 %165, %160
  br label %170

167:                                              ; preds = %130, %120, %115
  %168 = add nuw i64 %109, 1
  %169 = icmp eq i64 %168, %2
  br i1 %169, label %170, label %108

170:                                              ; preds = %112, %167, %108, %97, %159, %41, %86, %57, %34
  %171 = phi i64 [ %63, %57 ], [ %92, %86 ], [ 0, %34 ], [ 0, %41 ], [ %166, %159 ], [ %102, %97 ], [ %102, %108 ], [ %102, %167 ], [ %102, %112 ]
  tail call fastcc void @place(ptr noundef %0, ptr noundef nonnull %1, ptr noundef nonnull %5, i64 noundef %171)
  %172 = getelementptr inbounds nuw i8, ptr %1, i64 5936
  %173 = getelementptr inbounds nuw i8, ptr %1, i64 5928
  %174 = load i64, ptr %173, align 8
  %175 = add i64 %174, 1
  store i64 %175, ptr %173, align 8
  %176 = getelementptr inbounds nuw i64, ptr %172, i64 %174
  store i64 %171, ptr %176, align 8
  br label %354

177:                                              ; preds = %3
  %178 = getelementptr inbounds nuw i8, ptr %1, i64 5680
  %179 = load i64, ptr %178, align 8
  %180 = icmp eq i64 %179, 0
  br i1 %180, label %184, label %181

181:                                              ; preds = %177
  %182 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 30)
  %183 = icmp eq i64 %182, 0
  br i1 %183, label %184, label %186

184:                                              ; preds = %181, %177
  %185 = tail call fastcc i64 @draw_style(ptr noundef nonnull %1)
  br label %186

186:                                              ; preds = %181, %184
  %187 = phi i64 [ %185, %184 ], [ 2, %181 ]
  %188 = getelementptr inbounds nuw i8, ptr %1, i64 2400
  %189 = getelementptr inbounds nuw [8 x i64], ptr %188, i64 %2
  %190 = getelementptr inbounds nuw i64, ptr %189, i64 %187
  %191 = load i64, ptr %190, align 8
  %192 = icmp ugt i64 %191, 15
  br i1 %192, label %193, label %206

193:                                              ; preds = %186
  %194 = getelementptr inbounds nuw i8, ptr %1, i64 3936
  %195 = getelementptr inbounds nuw [8 x i64], ptr %194, i64 %2
  %196 = getelementptr inbounds nuw i64, ptr %195, i64 %187
  %197 = load i64, ptr %196, align 8
  %198 = shl i64 %197, 3
  %199 = icmp ult i64 %198, %191
  br i1 %199, label %200, label %206

200:                                              ; preds = %193
  %201 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 90)
  %202 = icmp eq i64 %201, 0
  br i1 %202, label %206, label %203

203:                                              ; preds = %200
  %204 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %205 = xor i64 %204, 1
  br label %206

206:                                              ; preds = %203, %200, %193, %186
  %207 = phi i64 [ %205, %203 ], [ %187, %200 ], [ %187, %193 ], [ %187, %186 ]
  %208 = getelementptr inbounds nuw i8, ptr %1, i64 5704
  %209 = load i64, ptr %208, align 8
  %210 = icmp eq i64 %209, 0
  br i1 %210, label %227, label %211

211:                                              ; preds = %206
  %212 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %213 = load i64, ptr %212, align 8
  %214 = icmp ult i64 %213, 17
  br i1 %214, label %215, label %221

215:                                              ; preds = %211
  %216 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 90)
  %217 = icmp eq i64 %216, 0
  br i1 %217, label %218, label %225

218:                                              ; preds = %215
  %219 = load i64, ptr %208, align 8
  %220 = icmp eq i64 %219, 0
  br i1 %220, label %227, label %221

221:                                              ; preds = %211, %218
  %222 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 70)
  %223 = icmp eq i64 %222, 0
  %224 = select i1 %223, i64 %207, i64 0
  br label %227

225:                                              ; preds = %215
  store i64 5, ptr %7, align 8
  %226 = tail call fastcc i64 @random_word(ptr noundef nonnull %1)
  br label %230

227:                                              ; preds = %206, %218, %221
  %228 = phi i64 [ %207, %218 ], [ %224, %221 ], [ %207, %206 ]
  store i64 %228, ptr %7, align 8
  %229 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %1, i64 noundef %228)
  br label %230

230:                                              ; preds = %227, %225
  %231 = phi i64 [ %226, %225 ], [ %229, %227 ]
  %232 = tail call fastcc i64 @in_register(ptr noundef nonnull %1, ptr noundef nonnull %5, i64 noundef %231)
  tail call fastcc void @place(ptr noundef %0, ptr noundef nonnull %1, ptr noundef nonnull %5, i64 noundef %232)
  %233 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %234 = load i64, ptr %233, align 8
  %235 = tail call fastcc i64 @ones(i64 noundef %234)
  %236 = and i64 %235, %232
  %237 = getelementptr inbounds nuw i8, ptr %1, i64 5936
  %238 = getelementptr inbounds nuw i8, ptr %1, i64 5928
  %239 = load i64, ptr %238, align 8
  %240 = add i64 %239, 1
  store i64 %240, ptr %238, align 8
  %241 = getelementptr inbounds nuw i64, ptr %237, i64 %239
  store i64 %236, ptr %241, align 8
  br label %354

242:                                              ; preds = %3
  %243 = getelementptr inbounds nuw i8, ptr %1, i64 5696
  %244 = load i64, ptr %243, align 8
  %245 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 40)
  %246 = icmp eq i64 %245, 0
  br i1 %246, label %248, label %247

247:                                              ; preds = %242
  store i64 60, ptr %243, align 8
  br label %248

248:                                              ; preds = %247, %242
  %249 = load i64, ptr %8, align 8
  %250 = icmp eq i64 %249, 2
  br i1 %250, label %251, label %276

251:                                              ; preds = %248
  %252 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %253 = load i64, ptr %252, align 8
  %254 = tail call fastcc i64 @draw_float(ptr noundef nonnull %1, i64 noundef %253)
  %255 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 30)
  %256 = icmp eq i64 %255, 0
  br i1 %256, label %263, label %257

257:                                              ; preds = %251
  %258 = getelementptr inbounds nuw i8, ptr %1, i64 5664
  %259 = load i64, ptr %258, align 8
  %260 = load i64, ptr %252, align 8
  %261 = tail call fastcc i64 @ones(i64 noundef %260)
  %262 = and i64 %261, %259
  br label %263

263:                                              ; preds = %257, %251
  %264 = phi i64 [ 50, %257 ], [ 10, %251 ]
  %265 = phi i64 [ %262, %257 ], [ %254, %251 ]
  %266 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef %264)
  %267 = icmp eq i64 %266, 0
  br i1 %267, label %273, label %268

268:                                              ; preds = %263
  %269 = load i64, ptr %252, align 8
  %270 = add i64 %269, -1
  %271 = shl nuw i64 1, %270
  %272 = xor i64 %271, %265
  br label %273

273:                                              ; preds = %268, %263
  %274 = phi i64 [ %272, %268 ], [ %265, %263 ]
  %275 = getelementptr inbounds nuw i8, ptr %1, i64 5664
  store i64 %274, ptr %275, align 8
  br label %305

276:                                              ; preds = %248
  %277 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 12)
  %278 = icmp eq i64 %277, 0
  br i1 %278, label %282, label %279

279:                                              ; preds = %276
  %280 = getelementptr inbounds nuw i8, ptr %1, i64 6280
  %281 = load i64, ptr %280, align 8
  br label %305

282:                                              ; preds = %276
  %283 = getelementptr inbounds nuw i8, ptr %1, i64 6272
  %284 = load i64, ptr %283, align 8
  %285 = icmp eq i64 %284, 0
  br i1 %285, label %288, label %286

286:                                              ; preds = %282
  %287 = tail call fastcc i64 @extremes(ptr noundef nonnull %1)
  br label %305

288:                                              ; preds = %282
  %289 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 75)
  %290 = icmp eq i64 %289, 0
  br i1 %290, label %295, label %291

291:                                              ; preds = %288
  %292 = getelementptr inbounds nuw i8, ptr %1, i64 6264
  %293 = load i64, ptr %292, align 8
  %294 = tail call fastcc i64 @draw_word(ptr noundef nonnull %1, i64 noundef %293, i64 noundef 0, i64 noundef 0)
  br label %305

295:                                              ; preds = %288
  %296 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 50)
  %297 = icmp eq i64 %296, 0
  br i1 %297, label %300, label %298

298:                                              ; preds = %295
  %299 = tail call fastcc i64 @draw_float(ptr noundef nonnull %1, i64 noundef 64)
  br label %305

300:                                              ; preds = %295
  %301 = tail call fastcc i64 @draw_float(ptr noundef nonnull %1, i64 noundef 32)
  %302 = tail call fastcc i64 @draw_float(ptr noundef nonnull %1, i64 noundef 32)
  %303 = shl i64 %302, 32
  %304 = or i64 %303, %301
  br label %305

305:                                              ; preds = %279, %291, %300, %298, %286, %273
  %306 = phi i64 [ %274, %273 ], [ %281, %279 ], [ %287, %286 ], [ %294, %291 ], [ %299, %298 ], [ %304, %300 ]
  store i64 %244, ptr %243, align 8
  %307 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %308 = load i64, ptr %307, align 8
  %309 = icmp ult i64 %308, 64
  br i1 %309, label %310, label %319

310:                                              ; preds = %305
  %311 = getelementptr inbounds nuw i8, ptr %1, i64 5672
  %312 = load i64, ptr %311, align 8
  %313 = tail call fastcc i64 @unseen(ptr noundef nonnull %1, i64 noundef %312)
  %314 = load i64, ptr %307, align 8
  %315 = tail call fastcc i64 @ones(i64 noundef %314)
  %316 = xor i64 %315, -1
  %317 = and i64 %313, %316
  %318 = or i64 %317, %306
  br label %319

319:                                              ; preds = %310, %305
  %320 = phi i64 [ %318, %310 ], [ %306, %305 ]
  tail call fastcc void @place(ptr noundef %0, ptr noundef nonnull %1, ptr noundef nonnull %5, i64 noundef %320)
  %321 = load i64, ptr %8, align 8
  %322 = icmp eq i64 %321, 3
  br i1 %322, label %323, label %354

323:                                              ; preds = %319
  %324 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 12)
  %325 = icmp eq i64 %324, 0
  br i1 %325, label %329, label %326

326:                                              ; preds = %323
  %327 = getelementptr inbounds nuw i8, ptr %1, i64 6288
  %328 = load i64, ptr %327, align 8
  br label %339

329:                                              ; preds = %323
  %330 = getelementptr inbounds nuw i8, ptr %1, i64 6272
  %331 = load i64, ptr %330, align 8
  %332 = icmp eq i64 %331, 0
  br i1 %332, label %335, label %333

333:                                              ; preds = %329
  %334 = tail call fastcc i64 @extremes(ptr noundef nonnull %1)
  br label %339

335:                                              ; preds = %329
  %336 = getelementptr inbounds nuw i8, ptr %1, i64 6264
  %337 = load i64, ptr %336, align 8
  %338 = tail call fastcc i64 @draw_word(ptr noundef nonnull %1, i64 noundef %337, i64 noundef 0, i64 noundef 0)
  br label %339

339:                                              ; preds = %333, %335, %326
  %340 = phi i64 [ %328, %326 ], [ %334, %333 ], [ %338, %335 ]
  %341 = getelementptr inbounds nuw i8, ptr %1, i64 6280
  store i64 %320, ptr %341, align 8
  %342 = getelementptr inbounds nuw i8, ptr %1, i64 6288
  store i64 %340, ptr %342, align 8
  %343 = load i64, ptr %5, align 8
  %344 = icmp eq i64 %343, 1
  br i1 %344, label %345, label %354

345:                                              ; preds = %339
  %346 = load i64, ptr %307, align 8
  %347 = icmp ugt i64 %346, 64
  br i1 %347, label %348, label %354

348:                                              ; preds = %345
  %349 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %350 = load i64, ptr %349, align 8
  %351 = getelementptr inbounds nuw i8, ptr %0, i64 624
  %352 = shl i64 %350, 4
  %353 = getelementptr inbounds nuw i8, ptr %351, i64 %352
  store i64 %340, ptr %353, align 8
  br label %354

354:                                              ; preds = %319, %348, %345, %339, %230, %170
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @predefine(ptr noundef captures(none) %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = alloca i64, align 8
  store i64 %2, ptr %4, align 8
  %5 = tail call fastcc ptr @region_of(ptr noundef %0, i64 noundef %1)
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %7 = load ptr, ptr %6, align 8
  %8 = icmp eq ptr %5, null
  br i1 %8, label %61, label %9

9:                                                ; preds = %3
  %10 = getelementptr inbounds nuw i8, ptr %5, i64 64
  %11 = load i64, ptr %10, align 8
  %12 = and i64 %11, 2
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %61, label %14

14:                                               ; preds = %9
  %15 = add i64 %1, 8
  %16 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %17 = load i64, ptr %16, align 8
  %18 = icmp ugt i64 %15, %17
  br i1 %18, label %61, label %19

19:                                               ; preds = %14
  %20 = tail call fastcc i32 @own_place(ptr noundef nonnull %0, i64 noundef %2)
  %21 = icmp eq i32 %20, 0
  br i1 %21, label %23, label %22

22:                                               ; preds = %19
  store i64 0, ptr %4, align 8
  br label %23

23:                                               ; preds = %22, %19
  %24 = load i64, ptr %5, align 8
  %25 = sub i64 %1, %24
  %26 = getelementptr inbounds nuw i8, ptr %5, i64 48
  %27 = load ptr, ptr %26, align 8
  %28 = lshr i64 %25, 12
  %29 = getelementptr inbounds nuw i8, ptr %27, i64 %28
  store i8 1, ptr %29, align 1
  %30 = getelementptr inbounds nuw i8, ptr %5, i64 32
  %31 = load ptr, ptr %30, align 8
  %32 = getelementptr inbounds nuw i8, ptr %31, i64 %25
  %33 = call ptr @memcpy(ptr noundef %32, ptr noundef nonnull %4, i64 noundef 8)
  %34 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %35 = load ptr, ptr %34, align 8
  %36 = getelementptr inbounds nuw i8, ptr %35, i64 %25
  %37 = call ptr @memcpy(ptr noundef %36, ptr noundef nonnull %4, i64 noundef 8)
  %38 = getelementptr inbounds nuw i8, ptr %5, i64 40
  %39 = load ptr, ptr %38, align 8
  %40 = lshr i64 %25, 3
  %41 = getelementptr inbounds nuw i8, ptr %39, i64 %40
  store i8 1, ptr %41, align 1
  %42 = getelementptr inbounds nuw i8, ptr %7, i64 18592
  %43 = load i64, ptr %42, align 8
  %44 = icmp ult i64 %43, 4096
  br i1 %44, label %45, label %49

45:                                               ; preds = %23
  %46 = getelementptr inbounds nuw i8, ptr %7, i64 18600
  %47 = add nuw nsw i64 %43, 1
  store i64 %47, ptr %42, align 8
  %48 = getelementptr inbounds nuw i64, ptr %46, i64 %43
  store i64 %1, ptr %48, align 8
  br label %49

49:                                               ; preds = %45, %23
  %50 = getelementptr inbounds nuw i8, ptr %7, i64 6296
  %51 = load i64, ptr %50, align 8
  %52 = icmp ult i64 %51, 384
  br i1 %52, label %53, label %61

53:                                               ; preds = %49
  %54 = getelementptr inbounds nuw i8, ptr %7, i64 6304
  %55 = add nuw nsw i64 %51, 1
  store i64 %55, ptr %50, align 8
  %56 = getelementptr inbounds nuw %struct.define, ptr %54, i64 %51
  store i64 %1, ptr %56, align 8
  %57 = load i64, ptr %4, align 8
  %58 = getelementptr inbounds nuw i8, ptr %56, i64 8
  store i64 %57, ptr %58, align 8
  %59 = getelementptr inbounds nuw i8, ptr %56, i64 16
  store i64 -1, ptr %59, align 8
  %60 = getelementptr inbounds nuw i8, ptr %56, i64 24
  store i64 8, ptr %60, align 8
  br label %61

61:                                               ; preds = %49, %53, %3, %9, %14
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @choose_mirror(ptr noundef captures(none) %0, ptr noundef captures(address) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %4 = load i64, ptr %3, align 8
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %101, label %6

6:                                                ; preds = %2
  %7 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 368
  br label %11

9:                                                ; preds = %38
  %10 = icmp eq ptr %41, null
  br i1 %10, label %101, label %45

11:                                               ; preds = %6, %38
  %12 = phi i64 [ %4, %6 ], [ %39, %38 ]
  %13 = phi ptr [ null, %6 ], [ %42, %38 ]
  %14 = phi ptr [ null, %6 ], [ %41, %38 ]
  %15 = phi i64 [ 0, %6 ], [ %40, %38 ]
  %16 = phi i64 [ 0, %6 ], [ %43, %38 ]
  %17 = getelementptr inbounds nuw %struct.slot, ptr %7, i64 %16
  %18 = getelementptr inbounds nuw i8, ptr %17, i64 24
  %19 = load i64, ptr %18, align 8
  %20 = icmp eq i64 %19, 1
  br i1 %20, label %21, label %38

21:                                               ; preds = %11
  %22 = load i64, ptr %17, align 8
  %23 = icmp eq i64 %22, 0
  br i1 %23, label %24, label %38

24:                                               ; preds = %21
  %25 = getelementptr inbounds nuw i8, ptr %17, i64 8
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds nuw i64, ptr %8, i64 %26
  %28 = load i64, ptr %27, align 8
  %29 = icmp eq i64 %28, 0
  br i1 %29, label %38, label %30

30:                                               ; preds = %24
  %31 = add i64 %15, 1
  %32 = icmp eq ptr %13, null
  br i1 %32, label %38, label %33

33:                                               ; preds = %30
  %34 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %15)
  %35 = icmp eq i64 %34, 0
  %36 = select i1 %35, ptr %17, ptr %14
  %37 = load i64, ptr %3, align 8
  br label %38

38:                                               ; preds = %30, %33, %11, %21, %24
  %39 = phi i64 [ %12, %11 ], [ %12, %24 ], [ %12, %21 ], [ %37, %33 ], [ %12, %30 ]
  %40 = phi i64 [ %15, %11 ], [ %15, %24 ], [ %15, %21 ], [ %31, %33 ], [ %31, %30 ]
  %41 = phi ptr [ %14, %11 ], [ %14, %24 ], [ %14, %21 ], [ %36, %33 ], [ %14, %30 ]
  %42 = phi ptr [ %13, %11 ], [ %13, %24 ], [ %13, %21 ], [ %13, %33 ], [ %17, %30 ]
  %43 = add nuw i64 %16, 1
  %44 = icmp ult i64 %43, %39
  br i1 %44, label %11, label %9

45:                                               ; preds = %9
  %46 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %47 = getelementptr inbounds nuw i8, ptr %42, i64 8
  %48 = load i64, ptr %47, align 8
  %49 = getelementptr inbounds nuw i64, ptr %46, i64 %48
  %50 = load i64, ptr %49, align 8
  %51 = getelementptr inbounds nuw i8, ptr %41, i64 8
  %52 = load i64, ptr %51, align 8
  %53 = getelementptr inbounds nuw i64, ptr %46, i64 %52
  %54 = load i64, ptr %53, align 8
  %55 = getelementptr inbounds nuw i8, ptr %1, i64 2104
  %56 = load i64, ptr %55, align 8
  %57 = shl i64 %56, 12
  %58 = add i64 %50, 2048
  %59 = sub i64 %58, %54
  %60 = icmp ult i64 %59, 4096
  br i1 %60, label %61, label %74

61:                                               ; preds = %45
  %62 = getelementptr inbounds nuw i8, ptr %1, i64 2096
  %63 = load i64, ptr %62, align 8
  %64 = sub i64 %50, %63
  %65 = icmp ult i64 %64, %57
  br i1 %65, label %66, label %74

66:                                               ; preds = %61
  %67 = add i64 %50, 8192
  %68 = sub i64 %67, %63
  %69 = lshr exact i64 %57, 2
  %70 = mul nuw i64 %69, 3
  %71 = icmp ult i64 %68, %70
  %72 = add i64 %50, -8192
  %73 = select i1 %71, i64 %67, i64 %72
  br label %74

74:                                               ; preds = %66, %61, %45
  %75 = phi i64 [ %73, %66 ], [ %54, %61 ], [ %54, %45 ]
  %76 = getelementptr inbounds nuw i8, ptr %41, i64 40
  %77 = load i64, ptr %76, align 8
  %78 = icmp ult i64 %77, 8
  %79 = and i64 %75, -8
  %80 = and i64 %50, 7
  %81 = or disjoint i64 %79, %80
  %82 = select i1 %78, i64 %81, i64 %75
  %83 = xor i64 %82, %50
  %84 = and i64 %83, 7
  %85 = icmp eq i64 %84, 0
  br i1 %85, label %86, label %101

86:                                               ; preds = %74
  %87 = icmp eq i64 %77, 0
  br i1 %87, label %94, label %88

88:                                               ; preds = %86
  %89 = urem i64 %82, %77
  %90 = icmp ne i64 %89, 0
  %91 = sub i64 %58, %82
  %92 = icmp ult i64 %91, 4096
  %93 = or i1 %90, %92
  br i1 %93, label %101, label %97

94:                                               ; preds = %86
  %95 = sub i64 %58, %82
  %96 = icmp ult i64 %95, 4096
  br i1 %96, label %101, label %97

97:                                               ; preds = %88, %94
  store i64 %82, ptr %53, align 8
  %98 = and i64 %50, -8
  %99 = getelementptr inbounds nuw i8, ptr %1, i64 51576
  store i64 %98, ptr %99, align 8
  %100 = getelementptr inbounds nuw i8, ptr %1, i64 51584
  store i64 %79, ptr %100, align 8
  br label %101

101:                                              ; preds = %2, %97, %94, %88, %74, %9
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @choose_odd(ptr noundef readonly captures(none) %0, ptr noundef captures(none) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %4 = load i64, ptr %3, align 8
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %92, label %6

6:                                                ; preds = %2
  %7 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 368
  br label %13

9:                                                ; preds = %55
  %10 = icmp ne i64 %58, 0
  %11 = icmp ne i64 %59, 0
  %12 = select i1 %10, i1 %11, i1 false
  br i1 %12, label %63, label %92

13:                                               ; preds = %6, %55
  %14 = phi i64 [ 0, %6 ], [ %59, %55 ]
  %15 = phi i64 [ 0, %6 ], [ %58, %55 ]
  %16 = phi i64 [ 0, %6 ], [ %60, %55 ]
  %17 = phi i64 [ 0, %6 ], [ %57, %55 ]
  %18 = phi i64 [ 0, %6 ], [ %56, %55 ]
  %19 = getelementptr inbounds nuw %struct.slot, ptr %7, i64 %16
  %20 = load i64, ptr %19, align 8
  %21 = icmp eq i64 %20, 0
  br i1 %21, label %22, label %55

22:                                               ; preds = %13
  %23 = getelementptr inbounds nuw i8, ptr %19, i64 8
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds nuw i64, ptr %8, i64 %24
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds nuw i8, ptr %19, i64 16
  %28 = load i64, ptr %27, align 8
  %29 = tail call fastcc i64 @ones(i64 noundef %28)
  %30 = and i64 %29, %26
  %31 = getelementptr inbounds nuw i8, ptr %19, i64 24
  %32 = load i64, ptr %31, align 8
  %33 = icmp eq i64 %32, 1
  %34 = icmp ne i64 %30, 0
  %35 = select i1 %33, i1 %34, i1 false
  br i1 %35, label %36, label %42

36:                                               ; preds = %22
  %37 = add i64 %18, 1
  %38 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %37)
  %39 = icmp eq i64 %38, 0
  %40 = select i1 %39, i64 %30, i64 %15
  %41 = load i64, ptr %31, align 8
  br label %42

42:                                               ; preds = %36, %22
  %43 = phi i64 [ %32, %22 ], [ %41, %36 ]
  %44 = phi i64 [ %18, %22 ], [ %37, %36 ]
  %45 = phi i64 [ %15, %22 ], [ %40, %36 ]
  %46 = icmp eq i64 %43, 0
  %47 = add i64 %30, -1
  %48 = icmp ult i64 %47, 8191
  %49 = select i1 %46, i1 %48, i1 false
  br i1 %49, label %50, label %55

50:                                               ; preds = %42
  %51 = add i64 %17, 1
  %52 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %51)
  %53 = icmp eq i64 %52, 0
  %54 = select i1 %53, i64 %30, i64 %14
  br label %55

55:                                               ; preds = %50, %42, %13
  %56 = phi i64 [ %18, %13 ], [ %44, %42 ], [ %44, %50 ]
  %57 = phi i64 [ %17, %13 ], [ %17, %42 ], [ %51, %50 ]
  %58 = phi i64 [ %15, %13 ], [ %45, %42 ], [ %45, %50 ]
  %59 = phi i64 [ %14, %13 ], [ %14, %42 ], [ %54, %50 ]
  %60 = add nuw i64 %16, 1
  %61 = load i64, ptr %3, align 8
  %62 = icmp ult i64 %60, %61
  br i1 %62, label %13, label %9

63:                                               ; preds = %9
  %64 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef 4)
  %65 = getelementptr inbounds nuw i64, ptr @choose_odd.sizes, i64 %64
  %66 = load i64, ptr %65, align 8
  %67 = getelementptr inbounds nuw i8, ptr %1, i64 5752
  store i64 %66, ptr %67, align 8
  %68 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 25)
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %73, label %70

70:                                               ; preds = %63
  %71 = tail call fastcc i64 @below(ptr noundef nonnull %1, i64 noundef %59)
  %72 = xor i64 %71, -1
  br label %73

73:                                               ; preds = %63, %70
  %74 = phi i64 [ %72, %70 ], [ -1, %63 ]
  %75 = add i64 %74, %59
  %76 = load i64, ptr %67, align 8
  %77 = mul i64 %75, %76
  %78 = add i64 %77, %58
  %79 = getelementptr inbounds nuw i8, ptr %1, i64 5744
  store i64 %78, ptr %79, align 8
  %80 = and i64 %78, 7
  %81 = add i64 %80, %76
  %82 = icmp ugt i64 %81, 8
  br i1 %82, label %83, label %84

83:                                               ; preds = %73
  store i64 0, ptr %79, align 8
  br label %92

84:                                               ; preds = %73
  %85 = tail call fastcc i64 @chance(ptr noundef nonnull %1, i64 noundef 70)
  %86 = icmp eq i64 %85, 0
  br i1 %86, label %92, label %87

87:                                               ; preds = %84
  %88 = getelementptr inbounds nuw i8, ptr %1, i64 5760
  store i64 1, ptr %88, align 8
  %89 = tail call fastcc i64 @draw_style(ptr noundef nonnull %1)
  %90 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %1, i64 noundef %89)
  %91 = getelementptr inbounds nuw i8, ptr %1, i64 5768
  store i64 %90, ptr %91, align 8
  br label %92

92:                                               ; preds = %2, %83, %87, %84, %9
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 3, 9007199254740995) i64 @ranked(ptr noundef %0) unnamed_addr {
  %2 = alloca [6 x i64], align 16
  %3 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %5, label %12

5:                                                ; preds = %1
  %6 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %12

8:                                                ; preds = %5
  %9 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 50)
  %10 = icmp eq i64 %9, 0
  %11 = select i1 %10, i64 7, i64 15
  br label %12

12:                                               ; preds = %8, %5, %1
  %13 = phi i64 [ 31, %1 ], [ %11, %8 ], [ 63, %5 ]
  %14 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 70)
  %15 = icmp eq i64 %14, 0
  %16 = shl nuw i64 1, %13
  %17 = select i1 %15, i64 0, i64 %16
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 5688
  %19 = load i64, ptr %18, align 8
  store i64 %19, ptr %2, align 16
  %20 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 %17, ptr %20, align 8
  %21 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %22 = xor i64 %17, -1
  store i64 %22, ptr %21, align 16
  %23 = getelementptr inbounds nuw i8, ptr %2, i64 24
  store i64 %19, ptr %23, align 8
  %24 = getelementptr inbounds nuw i8, ptr %2, i64 32
  %25 = add i64 %19, -1
  store i64 %25, ptr %24, align 16
  %26 = getelementptr inbounds nuw i8, ptr %2, i64 40
  %27 = add i64 %19, 1
  store i64 %27, ptr %26, align 8
  %28 = getelementptr inbounds nuw i8, ptr %0, i64 5768
  %29 = call ptr @memcpy(ptr noundef nonnull %28, ptr noundef nonnull %2, i64 noundef 48)
  %30 = call fastcc i64 @below(ptr noundef %0, i64 noundef 4)
  %31 = add nuw nsw i64 %30, 3
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret i64 %31
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @draw_magnitude(ptr noundef captures(none) %0, i64 noundef range(i64 32, 65) %1) unnamed_addr {
  %3 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 70)
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %7, label %5

5:                                                ; preds = %2
  %6 = tail call fastcc i64 @ordinary(ptr noundef %0, i64 noundef %1)
  br label %18

7:                                                ; preds = %2
  %8 = icmp eq i64 %1, 32
  %9 = select i1 %8, i64 1816, i64 1824
  %10 = select i1 %8, i64 1800, i64 1808
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 %9
  %12 = load ptr, ptr %11, align 8
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 %10
  %14 = load i64, ptr %13, align 8
  %15 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %14)
  %16 = getelementptr inbounds nuw i64, ptr %12, i64 %15
  %17 = load i64, ptr %16, align 8
  br label %18

18:                                               ; preds = %7, %5
  %19 = phi i64 [ %6, %5 ], [ %17, %7 ]
  ret i64 %19
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc void @place(ptr noundef writeonly captures(none) %0, ptr noundef writeonly captures(none) %1, ptr noundef readonly captures(none) %2, i64 noundef %3) unnamed_addr {
  %5 = load i64, ptr %2, align 8
  %6 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %7 = load i64, ptr %6, align 8
  switch i64 %5, label %15 [
    i64 0, label %8
    i64 1, label %11
  ]

8:                                                ; preds = %4
  %9 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %10 = getelementptr inbounds nuw i64, ptr %9, i64 %7
  store i64 %3, ptr %10, align 8
  br label %20

11:                                               ; preds = %4
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 616
  %13 = shl i64 %7, 4
  %14 = getelementptr inbounds nuw i8, ptr %12, i64 %13
  store i64 %3, ptr %14, align 8
  br label %20

15:                                               ; preds = %4
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 51368
  %17 = lshr i64 %7, 3
  %18 = and i64 %17, 15
  %19 = getelementptr inbounds nuw i64, ptr %16, i64 %18
  store i64 %3, ptr %19, align 8
  br label %20

20:                                               ; preds = %11, %15, %8
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @in_register(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %5 = load i64, ptr %4, align 8
  %6 = tail call fastcc i64 @ones(i64 noundef %5)
  %7 = and i64 %6, %2
  %8 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 100)
  %9 = tail call fastcc i64 @random_word(ptr noundef %0)
  %10 = icmp samesign ult i64 %8, 12
  br i1 %10, label %22, label %11

11:                                               ; preds = %3
  %12 = icmp samesign ult i64 %8, 22
  %13 = icmp ult i64 %5, 64
  %14 = and i1 %13, %12
  br i1 %14, label %15, label %19

15:                                               ; preds = %11
  %16 = add nsw i64 %5, -1
  %17 = lshr i64 %7, %16
  %18 = icmp eq i64 %17, 0
  br i1 %18, label %19, label %22

19:                                               ; preds = %15, %11
  %20 = icmp samesign ult i64 %8, 26
  %21 = select i1 %20, i64 -1, i64 %9
  br label %22

22:                                               ; preds = %19, %15, %3
  %23 = phi i64 [ %21, %19 ], [ 0, %3 ], [ -1, %15 ]
  %24 = getelementptr inbounds nuw i8, ptr %1, i64 56
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds nuw i8, ptr %1, i64 48
  %27 = load i64, ptr %26, align 8
  %28 = icmp sgt i64 %25, %27
  br i1 %28, label %29, label %49

29:                                               ; preds = %22
  %30 = getelementptr inbounds nuw i8, ptr %0, i64 2352
  %31 = load i64, ptr %30, align 8
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %33, label %43

33:                                               ; preds = %29
  %34 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 15)
  %35 = icmp eq i64 %34, 0
  br i1 %35, label %36, label %39

36:                                               ; preds = %33
  %37 = load i64, ptr %26, align 8
  %38 = load i64, ptr %24, align 8
  br label %43

39:                                               ; preds = %33
  %40 = getelementptr inbounds nuw i8, ptr %0, i64 2360
  %41 = load i64, ptr %40, align 8
  %42 = or i64 %41, 4
  store i64 %42, ptr %40, align 8
  br label %49

43:                                               ; preds = %36, %29
  %44 = phi i64 [ %38, %36 ], [ %25, %29 ]
  %45 = phi i64 [ %37, %36 ], [ %27, %29 ]
  %46 = sub i64 %44, %45
  %47 = urem i64 %2, %46
  %48 = add i64 %47, %45
  br label %49

49:                                               ; preds = %39, %43, %22
  %50 = phi i64 [ %48, %43 ], [ %2, %39 ], [ %2, %22 ]
  %51 = icmp eq i64 %5, 1
  br i1 %51, label %52, label %56

52:                                               ; preds = %49
  %53 = and i64 %50, 1
  %54 = and i64 %23, -256
  %55 = or disjoint i64 %53, %54
  br label %85

56:                                               ; preds = %49
  %57 = and i64 %50, %6
  %58 = icmp ugt i64 %5, 63
  br i1 %58, label %85, label %59

59:                                               ; preds = %56
  %60 = icmp samesign ult i64 %5, 32
  br i1 %60, label %61, label %78

61:                                               ; preds = %59
  %62 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %63 = load i64, ptr %62, align 8
  %64 = and i64 %63, 4
  %65 = icmp eq i64 %64, 0
  br i1 %65, label %74, label %66

66:                                               ; preds = %61
  %67 = add nsw i64 %5, -1
  %68 = lshr i64 %57, %67
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %78, label %70

70:                                               ; preds = %66
  %71 = xor i64 %6, -1
  %72 = or i64 %50, %71
  %73 = and i64 %72, 4294967295
  br label %78

74:                                               ; preds = %61
  %75 = and i64 %63, 8
  %76 = icmp eq i64 %75, 0
  %77 = select i1 %76, i64 %5, i64 32
  br label %78

78:                                               ; preds = %74, %59, %66, %70
  %79 = phi i64 [ 32, %66 ], [ %5, %59 ], [ %77, %74 ], [ 32, %70 ]
  %80 = phi i64 [ %57, %66 ], [ %57, %59 ], [ %57, %74 ], [ %73, %70 ]
  %81 = tail call fastcc i64 @ones(i64 noundef %79)
  %82 = xor i64 %81, -1
  %83 = and i64 %23, %82
  %84 = or i64 %83, %80
  br label %85

85:                                               ; preds = %78, %56, %52
  %86 = phi i64 [ %55, %52 ], [ %84, %78 ], [ %57, %56 ]
  ret i64 %86
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc i64 @extremes(ptr noundef captures(none) %0) unnamed_addr {
  %2 = alloca [7 x i64], align 16
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 6264
  %4 = load i64, ptr %3, align 8
  %5 = shl i64 %4, 3
  %6 = add i64 %5, -1
  %7 = shl nuw i64 1, %6
  %8 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %9 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %10 = or disjoint i64 %7, 1
  %11 = getelementptr inbounds nuw i8, ptr %2, i64 24
  %12 = add i64 %7, -1
  %13 = getelementptr inbounds nuw i8, ptr %2, i64 32
  %14 = getelementptr inbounds nuw i8, ptr %2, i64 40
  %15 = getelementptr inbounds nuw i8, ptr %2, i64 48
  %16 = tail call fastcc i64 @ones(i64 noundef %5)
  br label %18

17:                                               ; preds = %18
  ret i64 %26

18:                                               ; preds = %1, %18
  %19 = phi i64 [ 0, %1 ], [ %26, %18 ]
  %20 = phi i64 [ 0, %1 ], [ %27, %18 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  store i64 %7, ptr %2, align 16
  store i64 %7, ptr %8, align 8
  store i64 %10, ptr %9, align 16
  store i64 %12, ptr %11, align 8
  store i64 -1, ptr %13, align 16
  store i64 0, ptr %14, align 8
  store i64 1, ptr %15, align 16
  %21 = tail call fastcc i64 @below(ptr noundef nonnull %0, i64 noundef 7)
  %22 = getelementptr inbounds nuw i64, ptr %2, i64 %21
  %23 = load i64, ptr %22, align 8
  %24 = and i64 %16, %23
  %25 = shl i64 %24, %20
  %26 = or i64 %25, %19
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  %27 = add i64 %20, %5
  %28 = icmp ult i64 %27, 64
  br i1 %28, label %18, label %17
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @learn(ptr noundef readonly captures(none) %0, ptr noundef captures(none) %1) unnamed_addr {
  %3 = tail call fastcc i32 @ended(ptr noundef %0)
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %12, label %7

7:                                                ; preds = %2
  %8 = getelementptr inbounds nuw i8, ptr %1, i64 5472
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 2400
  %10 = zext nneg i32 %3 to i64
  %11 = getelementptr inbounds nuw i8, ptr %1, i64 3936
  br label %16

12:                                               ; preds = %31, %2
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 5912
  %14 = load i64, ptr %13, align 8
  %15 = icmp eq i64 %14, 0
  br i1 %15, label %49, label %34

16:                                               ; preds = %7, %31
  %17 = phi i64 [ 0, %7 ], [ %32, %31 ]
  %18 = getelementptr inbounds nuw i64, ptr %8, i64 %17
  %19 = load i64, ptr %18, align 8
  %20 = icmp ult i64 %19, 8
  br i1 %20, label %21, label %31

21:                                               ; preds = %16
  %22 = getelementptr inbounds nuw [8 x i64], ptr %9, i64 %17
  %23 = getelementptr inbounds nuw i64, ptr %22, i64 %19
  %24 = load i64, ptr %23, align 8
  %25 = add i64 %24, 1
  store i64 %25, ptr %23, align 8
  %26 = getelementptr inbounds nuw [8 x i64], ptr %11, i64 %17
  %27 = load i64, ptr %18, align 8
  %28 = getelementptr inbounds nuw i64, ptr %26, i64 %27
  %29 = load i64, ptr %28, align 8
  %30 = add i64 %29, %10
  store i64 %30, ptr %28, align 8
  br label %31

31:                                               ; preds = %16, %21
  %32 = add nuw i64 %17, 1
  %33 = icmp eq i64 %32, %5
  br i1 %33, label %12, label %16

34:                                               ; preds = %12
  %35 = getelementptr inbounds nuw i8, ptr %1, i64 2376
  %36 = load i64, ptr %35, align 8
  %37 = add i64 %36, 1
  store i64 %37, ptr %35, align 8
  %38 = icmp eq i32 %3, 0
  br i1 %38, label %39, label %44

39:                                               ; preds = %34
  %40 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  %41 = load i64, ptr %40, align 8
  %42 = icmp ult i64 %41, 65536
  %43 = zext i1 %42 to i64
  br label %44

44:                                               ; preds = %39, %34
  %45 = phi i64 [ 0, %34 ], [ %43, %39 ]
  %46 = getelementptr inbounds nuw i8, ptr %1, i64 2384
  %47 = load i64, ptr %46, align 8
  %48 = add i64 %47, %45
  store i64 %48, ptr %46, align 8
  br label %49

49:                                               ; preds = %44, %12
  %50 = tail call fastcc i64 @log_length(ptr noundef %0)
  %51 = tail call i64 @llvm.umin.i64(i64 %50, i64 512)
  %52 = getelementptr inbounds nuw i8, ptr %0, i64 1952
  %53 = load i64, ptr %52, align 8
  %54 = icmp eq i64 %53, 4
  br i1 %54, label %55, label %152

55:                                               ; preds = %49
  %56 = icmp eq i64 %50, 0
  br i1 %56, label %93, label %57

57:                                               ; preds = %55
  %58 = getelementptr inbounds nuw i8, ptr %0, i64 2032
  %59 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  %60 = getelementptr inbounds nuw i8, ptr %0, i64 1128
  %61 = getelementptr inbounds nuw i8, ptr %0, i64 312
  %62 = getelementptr inbounds nuw i8, ptr %1, i64 2128
  %63 = load ptr, ptr %58, align 8
  br label %64

64:                                               ; preds = %57, %88
  %65 = phi i64 [ %51, %57 ], [ %66, %88 ]
  %66 = add nsw i64 %65, -1
  %67 = getelementptr inbounds nuw %struct.access, ptr %63, i64 %66
  %68 = getelementptr inbounds nuw i8, ptr %67, i64 8
  %69 = load i64, ptr %68, align 8
  %70 = icmp eq i64 %69, 8
  br i1 %70, label %71, label %88

71:                                               ; preds = %64
  %72 = getelementptr inbounds nuw i8, ptr %67, i64 24
  %73 = load i64, ptr %72, align 8
  %74 = load i64, ptr %59, align 8
  %75 = icmp eq i64 %73, %74
  br i1 %75, label %76, label %88

76:                                               ; preds = %71
  %77 = load i64, ptr %67, align 8
  %78 = load i64, ptr %60, align 8
  %79 = icmp ult i64 %77, %78
  br i1 %79, label %83, label %80

80:                                               ; preds = %76
  %81 = load i64, ptr %61, align 8
  %82 = icmp ult i64 %77, %81
  br i1 %82, label %88, label %83

83:                                               ; preds = %80, %76
  %84 = load ptr, ptr %62, align 8
  %85 = getelementptr inbounds nuw i8, ptr %67, i64 16
  %86 = load i64, ptr %85, align 8
  %87 = getelementptr inbounds nuw i8, ptr %84, i64 %86
  store i8 3, ptr %87, align 1
  br label %152

88:                                               ; preds = %80, %71, %64
  %89 = icmp eq i64 %66, 0
  br i1 %89, label %90, label %64

90:                                               ; preds = %88
  %91 = load i64, ptr %52, align 8
  %92 = icmp eq i64 %91, 4
  br i1 %92, label %93, label %152

93:                                               ; preds = %55, %90
  %94 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  %95 = load i64, ptr %94, align 8
  %96 = icmp ugt i64 %95, 65535
  br i1 %96, label %97, label %152

97:                                               ; preds = %93
  %98 = load i64, ptr %4, align 8
  %99 = icmp eq i64 %98, 0
  br i1 %99, label %104, label %100

100:                                              ; preds = %97
  %101 = getelementptr inbounds nuw i8, ptr %1, i64 2152
  br label %115

102:                                              ; preds = %128
  %103 = icmp eq i64 %129, 0
  br label %104

104:                                              ; preds = %102, %97
  %105 = phi i1 [ true, %97 ], [ %103, %102 ]
  %106 = getelementptr inbounds nuw i8, ptr %0, i64 2080
  %107 = load i64, ptr %106, align 8
  %108 = icmp ne i64 %107, 0
  %109 = select i1 %108, i1 %105, i1 false
  br i1 %109, label %110, label %152

110:                                              ; preds = %104
  %111 = getelementptr inbounds nuw i8, ptr %0, i64 296
  %112 = load ptr, ptr %111, align 8
  %113 = getelementptr inbounds nuw i8, ptr %0, i64 2104
  %114 = load ptr, ptr %113, align 8
  br label %132

115:                                              ; preds = %100, %128
  %116 = phi i64 [ 0, %100 ], [ %130, %128 ]
  %117 = phi i64 [ 0, %100 ], [ %129, %128 ]
  %118 = getelementptr inbounds nuw %struct.slot, ptr %1, i64 %116
  %119 = getelementptr inbounds nuw i8, ptr %118, i64 48
  %120 = load i64, ptr %119, align 8
  %121 = icmp eq i64 %120, 1
  br i1 %121, label %122, label %128

122:                                              ; preds = %115
  %123 = tail call fastcc i64 @slot_value(ptr noundef %0, ptr noundef nonnull %1, i64 noundef %116)
  %124 = load i64, ptr %94, align 8
  %125 = icmp eq i64 %123, %124
  br i1 %125, label %126, label %128

126:                                              ; preds = %122
  %127 = getelementptr inbounds nuw i64, ptr %101, i64 %116
  store i64 1, ptr %127, align 8
  br label %128

128:                                              ; preds = %115, %122, %126
  %129 = phi i64 [ 1, %126 ], [ %117, %122 ], [ %117, %115 ]
  %130 = add nuw i64 %116, 1
  %131 = icmp eq i64 %130, %98
  br i1 %131, label %102, label %115

132:                                              ; preds = %110, %150
  %133 = phi i64 [ %107, %110 ], [ %134, %150 ]
  %134 = add i64 %133, -1
  %135 = getelementptr inbounds nuw %struct.call, ptr %114, i64 %134
  %136 = load i64, ptr %135, align 8
  %137 = getelementptr inbounds nuw %struct.stub, ptr %112, i64 %136
  %138 = getelementptr inbounds nuw i8, ptr %137, i64 2944
  %139 = load i64, ptr %138, align 8
  %140 = icmp eq i64 %139, 1
  br i1 %140, label %141, label %150

141:                                              ; preds = %132
  %142 = getelementptr inbounds nuw i8, ptr %135, i64 864
  %143 = load i64, ptr %142, align 8
  %144 = load i64, ptr %94, align 8
  %145 = icmp eq i64 %143, %144
  br i1 %145, label %146, label %150

146:                                              ; preds = %141
  %147 = getelementptr inbounds nuw i8, ptr %1, i64 2344
  %148 = load ptr, ptr %147, align 8
  %149 = getelementptr inbounds nuw i8, ptr %148, i64 %136
  store i8 1, ptr %149, align 1
  br label %152

150:                                              ; preds = %141, %132
  %151 = icmp eq i64 %134, 0
  br i1 %151, label %152, label %132

152:                                              ; preds = %150, %49, %83, %104, %146, %93, %90
  %153 = load i64, ptr %52, align 8
  %154 = and i64 %153, -2
  %155 = icmp eq i64 %154, 2
  br i1 %155, label %156, label %176

156:                                              ; preds = %152
  %157 = load i64, ptr %4, align 8
  %158 = icmp eq i64 %157, 0
  br i1 %158, label %176, label %159

159:                                              ; preds = %156
  %160 = getelementptr inbounds nuw i8, ptr %1, i64 2152
  %161 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  br label %162

162:                                              ; preds = %159, %173
  %163 = phi i64 [ 0, %159 ], [ %174, %173 ]
  %164 = getelementptr inbounds nuw i64, ptr %160, i64 %163
  %165 = load i64, ptr %164, align 8
  %166 = icmp eq i64 %165, 0
  br i1 %166, label %173, label %167

167:                                              ; preds = %162
  %168 = load i64, ptr %161, align 8
  %169 = tail call fastcc i64 @slot_value(ptr noundef %0, ptr noundef nonnull %1, i64 noundef %163)
  %170 = sub i64 %168, %169
  %171 = icmp ult i64 %170, 4096
  br i1 %171, label %172, label %173

172:                                              ; preds = %167
  store i64 0, ptr %164, align 8
  br label %173

173:                                              ; preds = %162, %167, %172
  %174 = add nuw i64 %163, 1
  %175 = icmp eq i64 %174, %157
  br i1 %175, label %176, label %162

176:                                              ; preds = %173, %156, %152
  %177 = icmp eq i64 %50, 0
  br i1 %177, label %184, label %178

178:                                              ; preds = %176
  %179 = getelementptr inbounds nuw i8, ptr %0, i64 2032
  %180 = getelementptr inbounds nuw i8, ptr %1, i64 2128
  %181 = getelementptr inbounds nuw i8, ptr %0, i64 1960
  %182 = getelementptr inbounds nuw i8, ptr %1, i64 2136
  %183 = getelementptr inbounds nuw i8, ptr %1, i64 2144
  br label %185

184:                                              ; preds = %284, %176
  ret void

185:                                              ; preds = %178, %284
  %186 = phi i64 [ 0, %178 ], [ %285, %284 ]
  %187 = load ptr, ptr %179, align 8
  %188 = getelementptr inbounds nuw %struct.access, ptr %187, i64 %186
  %189 = getelementptr inbounds nuw i8, ptr %188, i64 8
  %190 = load i64, ptr %189, align 8
  %191 = icmp eq i64 %190, 8
  br i1 %191, label %192, label %284

192:                                              ; preds = %185
  %193 = getelementptr inbounds nuw i8, ptr %188, i64 24
  %194 = load i64, ptr %193, align 8
  %195 = icmp ult i64 %194, 65536
  br i1 %195, label %284, label %196

196:                                              ; preds = %192
  %197 = load ptr, ptr %180, align 8
  %198 = getelementptr inbounds nuw i8, ptr %188, i64 16
  %199 = load i64, ptr %198, align 8
  %200 = getelementptr inbounds nuw i8, ptr %197, i64 %199
  %201 = load i8, ptr %200, align 1
  %202 = icmp eq i8 %201, 3
  %203 = load i64, ptr %52, align 8
  %204 = icmp eq i64 %203, 2
  %205 = select i1 %202, i1 %204, i1 false
  br i1 %205, label %206, label %212

206:                                              ; preds = %196
  %207 = load i64, ptr %181, align 8
  %208 = sub i64 %207, %194
  %209 = icmp ult i64 %208, 4096
  br i1 %209, label %210, label %216

210:                                              ; preds = %206
  store i8 1, ptr %200, align 1
  %211 = load i64, ptr %52, align 8
  br label %212

212:                                              ; preds = %210, %196
  %213 = phi i64 [ %211, %210 ], [ %203, %196 ]
  %214 = and i64 %213, -2
  %215 = icmp eq i64 %214, 2
  br i1 %215, label %216, label %222

216:                                              ; preds = %206, %212
  %217 = load i64, ptr %181, align 8
  %218 = sub i64 %217, %194
  %219 = add i64 %218, 4096
  %220 = icmp ult i64 %219, 69632
  %221 = select i1 %220, i64 2, i64 0
  br label %222

222:                                              ; preds = %216, %212
  %223 = phi i64 [ 0, %212 ], [ %221, %216 ]
  %224 = add nuw nsw i64 %186, 1
  %225 = icmp samesign ult i64 %224, %51
  %226 = icmp eq i64 %223, 0
  %227 = select i1 %225, i1 %226, i1 false
  br i1 %227, label %228, label %232

228:                                              ; preds = %222
  %229 = load ptr, ptr %179, align 8
  br label %233

230:                                              ; preds = %233
  %231 = zext i1 %239 to i64
  br i1 %239, label %243, label %253

232:                                              ; preds = %222
  br i1 %226, label %253, label %243

233:                                              ; preds = %228, %233
  %234 = phi i64 [ %224, %228 ], [ %240, %233 ]
  %235 = getelementptr inbounds nuw %struct.access, ptr %229, i64 %234
  %236 = load i64, ptr %235, align 8
  %237 = sub i64 %236, %194
  %238 = add i64 %237, 64
  %239 = icmp ult i64 %238, 1088
  %240 = add nuw nsw i64 %234, 1
  %241 = icmp samesign uge i64 %240, %51
  %242 = select i1 %241, i1 true, i1 %239
  br i1 %242, label %230, label %233

243:                                              ; preds = %230, %232
  %244 = phi i64 [ %231, %230 ], [ %223, %232 ]
  %245 = load ptr, ptr %182, align 8
  %246 = load i64, ptr %198, align 8
  %247 = getelementptr inbounds nuw i8, ptr %245, i64 %246
  %248 = load i8, ptr %247, align 1
  %249 = icmp ult i8 %248, -56
  br i1 %249, label %250, label %264

250:                                              ; preds = %243
  %251 = trunc nuw nsw i64 %244 to i8
  %252 = add nuw i8 %248, %251
  store i8 %252, ptr %247, align 1
  br label %264

253:                                              ; preds = %230, %232
  %254 = tail call fastcc i32 @in_heap(ptr noundef nonnull %1, i64 noundef %194)
  %255 = icmp eq i32 %254, 0
  br i1 %255, label %264, label %256

256:                                              ; preds = %253
  %257 = load ptr, ptr %183, align 8
  %258 = load i64, ptr %198, align 8
  %259 = getelementptr inbounds nuw i8, ptr %257, i64 %258
  %260 = load i8, ptr %259, align 1
  %261 = icmp ult i8 %260, -56
  br i1 %261, label %262, label %264

262:                                              ; preds = %256
  %263 = add nuw i8 %260, 1
  store i8 %263, ptr %259, align 1
  br label %264

264:                                              ; preds = %253, %256, %262, %243, %250
  %265 = load ptr, ptr %180, align 8
  %266 = load i64, ptr %198, align 8
  %267 = getelementptr inbounds nuw i8, ptr %265, i64 %266
  %268 = load i8, ptr %267, align 1
  %269 = icmp eq i8 %268, 3
  br i1 %269, label %284, label %270

270:                                              ; preds = %264
  %271 = load ptr, ptr %182, align 8
  %272 = getelementptr inbounds nuw i8, ptr %271, i64 %266
  %273 = load i8, ptr %272, align 1
  %274 = icmp ugt i8 %273, 1
  br i1 %274, label %282, label %275

275:                                              ; preds = %270
  %276 = load ptr, ptr %183, align 8
  %277 = getelementptr inbounds nuw i8, ptr %276, i64 %266
  %278 = load i8, ptr %277, align 1
  %279 = icmp ugt i8 %278, 5
  %280 = icmp eq i8 %273, 0
  %281 = and i1 %280, %279
  br i1 %281, label %282, label %284

282:                                              ; preds = %275, %270
  %283 = phi i8 [ 1, %270 ], [ 2, %275 ]
  store i8 %283, ptr %267, align 1
  br label %284

284:                                              ; preds = %282, %192, %264, %275, %185
  %285 = add nuw nsw i64 %186, 1
  %286 = icmp eq i64 %285, %51
  br i1 %286, label %184, label %185
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @merge(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef range(i64 0, 4611686018427387904) %2) unnamed_addr {
  %4 = icmp eq i64 %2, 0
  br i1 %4, label %5, label %7

5:                                                ; preds = %7, %3
  %6 = phi i32 [ 0, %3 ], [ %19, %7 ]
  ret i32 %6

7:                                                ; preds = %3, %7
  %8 = phi i64 [ %21, %7 ], [ 0, %3 ]
  %9 = phi i32 [ %19, %7 ], [ 0, %3 ]
  %10 = getelementptr inbounds nuw i8, ptr %1, i64 %8
  %11 = load i8, ptr %10, align 1
  %12 = zext i8 %11 to i32
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 %8
  %14 = load i8, ptr %13, align 1
  %15 = zext i8 %14 to i32
  %16 = xor i32 %15, -1
  %17 = and i32 %16, %12
  %18 = icmp eq i32 %17, 0
  %19 = select i1 %18, i32 %9, i32 1
  %20 = or i8 %14, %11
  store i8 %20, ptr %13, align 1
  %21 = add nuw nsw i64 %8, 1
  %22 = icmp eq i64 %21, %2
  br i1 %22, label %5, label %7
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @keep_snapshot(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 51504
  %6 = load i64, ptr %5, align 8
  %7 = add i64 %6, 1
  store i64 %7, ptr %5, align 8
  %8 = urem i64 %6, 192
  %9 = getelementptr inbounds nuw i8, ptr %4, i64 51608
  %10 = load ptr, ptr %9, align 8
  %11 = getelementptr inbounds nuw i8, ptr %4, i64 51616
  %12 = load i64, ptr %11, align 8
  %13 = mul i64 %12, %8
  %14 = getelementptr inbounds nuw i8, ptr %10, i64 %13
  %15 = getelementptr inbounds nuw i8, ptr %4, i64 51496
  %16 = load i64, ptr %15, align 8
  %17 = icmp ult i64 %16, 192
  br i1 %17, label %18, label %20

18:                                               ; preds = %1
  %19 = add nuw nsw i64 %16, 1
  store i64 %19, ptr %15, align 8
  br label %20

20:                                               ; preds = %18, %1
  %21 = tail call ptr @memset(ptr noundef %14, i32 noundef 0, i64 noundef %12)
  tail call fastcc void @mark_reached(ptr noundef %14, ptr noundef %2, i64 noundef 0)
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %23 = load ptr, ptr %22, align 8
  %24 = icmp eq ptr %23, null
  br i1 %24, label %32, label %25

25:                                               ; preds = %20
  %26 = getelementptr inbounds nuw i8, ptr %2, i64 32
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds nuw i8, ptr %2, i64 24
  %29 = load i64, ptr %28, align 8
  %30 = sub i64 %27, %29
  %31 = lshr i64 %30, 2
  tail call fastcc void @mark_reached(ptr noundef %14, ptr noundef nonnull %23, i64 noundef %31)
  br label %32

32:                                               ; preds = %25, %20
  %33 = getelementptr inbounds nuw i8, ptr %4, i64 51512
  %34 = load ptr, ptr %33, align 8
  %35 = getelementptr inbounds nuw %struct.snapshot, ptr %34, i64 %8
  tail call fastcc void @take_snapshot(ptr noundef nonnull %0, ptr noundef %35)
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc i64 @log_length(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 2040
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2048
  %5 = load i64, ptr %4, align 8
  %6 = tail call i64 @llvm.umin.i64(i64 %3, i64 %5)
  ret i64 %6
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc i64 @slot_value(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %5 = getelementptr inbounds nuw %struct.slot, ptr %4, i64 %2
  %6 = load i64, ptr %5, align 8
  switch i64 %6, label %21 [
    i64 0, label %7
    i64 2, label %13
  ]

7:                                                ; preds = %3
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 368
  %9 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds nuw i64, ptr %8, i64 %10
  %12 = load i64, ptr %11, align 8
  br label %21

13:                                               ; preds = %3
  %14 = getelementptr inbounds nuw i8, ptr %1, i64 51368
  %15 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %16 = load i64, ptr %15, align 8
  %17 = lshr i64 %16, 3
  %18 = and i64 %17, 15
  %19 = getelementptr inbounds nuw i64, ptr %14, i64 %18
  %20 = load i64, ptr %19, align 8
  br label %21

21:                                               ; preds = %3, %13, %7
  %22 = phi i64 [ %12, %7 ], [ %20, %13 ], [ 0, %3 ]
  ret i64 %22
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @mark_reached(ptr noundef captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef range(i64 0, 4611686018427387904) %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %1, i64 32
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %7 = load i64, ptr %6, align 8
  %8 = sub i64 %5, %7
  %9 = lshr i64 %8, 2
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %13, label %11

11:                                               ; preds = %3
  %12 = getelementptr inbounds nuw i8, ptr %1, i64 256
  br label %14

13:                                               ; preds = %30, %3
  ret void

14:                                               ; preds = %11, %30
  %15 = phi i64 [ 0, %11 ], [ %31, %30 ]
  %16 = load ptr, ptr %12, align 8
  %17 = getelementptr inbounds nuw i8, ptr %16, i64 %15
  %18 = load i8, ptr %17, align 1
  %19 = and i8 %18, 1
  %20 = icmp eq i8 %19, 0
  br i1 %20, label %30, label %21

21:                                               ; preds = %14
  %22 = add nuw nsw i64 %15, %2
  %23 = trunc i64 %22 to i8
  %24 = and i8 %23, 7
  %25 = shl nuw i8 1, %24
  %26 = lshr i64 %22, 3
  %27 = getelementptr inbounds nuw i8, ptr %0, i64 %26
  %28 = load i8, ptr %27, align 1
  %29 = or i8 %28, %25
  store i8 %29, ptr %27, align 1
  br label %30

30:                                               ; preds = %14, %21
  %31 = add nuw nsw i64 %15, 1
  %32 = icmp eq i64 %31, %9
  br i1 %32, label %13, label %14
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @take_snapshot(ptr noundef readonly captures(none) %0, ptr noundef %1) unnamed_addr {
  %3 = load ptr, ptr %0, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %5 = load ptr, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %3, i64 368
  %7 = tail call ptr @memcpy(ptr noundef %1, ptr noundef nonnull %6, i64 noundef 248)
  %8 = getelementptr inbounds nuw i8, ptr %1, i64 248
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 616
  %10 = tail call ptr @memcpy(ptr noundef nonnull %8, ptr noundef nonnull %9, i64 noundef 512)
  %11 = getelementptr inbounds nuw i8, ptr %3, i64 1128
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds nuw i8, ptr %1, i64 760
  store i64 %12, ptr %13, align 8
  %14 = getelementptr inbounds nuw i8, ptr %3, i64 1136
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds nuw i8, ptr %1, i64 768
  store i64 %15, ptr %16, align 8
  %17 = getelementptr inbounds nuw i8, ptr %5, i64 2360
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds nuw i8, ptr %1, i64 776
  store i64 %18, ptr %19, align 8
  %20 = getelementptr inbounds nuw i8, ptr %1, i64 6936
  %21 = getelementptr inbounds nuw i8, ptr %5, i64 51368
  %22 = tail call ptr @memcpy(ptr noundef nonnull %20, ptr noundef nonnull %21, i64 noundef 128)
  %23 = getelementptr inbounds nuw i8, ptr %1, i64 7064
  %24 = getelementptr inbounds nuw i8, ptr %5, i64 51536
  %25 = tail call ptr @memcpy(ptr noundef nonnull %23, ptr noundef nonnull %24, i64 noundef 16)
  %26 = getelementptr inbounds nuw i8, ptr %1, i64 7080
  %27 = getelementptr inbounds nuw i8, ptr %5, i64 51552
  %28 = tail call ptr @memcpy(ptr noundef nonnull %26, ptr noundef nonnull %27, i64 noundef 16)
  %29 = getelementptr inbounds nuw i8, ptr %1, i64 7096
  %30 = getelementptr inbounds nuw i8, ptr %5, i64 51576
  %31 = tail call ptr @memcpy(ptr noundef nonnull %29, ptr noundef nonnull %30, i64 noundef 16)
  %32 = getelementptr inbounds nuw i8, ptr %5, i64 51600
  %33 = load ptr, ptr %32, align 8
  %34 = icmp eq ptr %33, null
  %35 = getelementptr inbounds nuw i8, ptr %1, i64 7112
  br i1 %34, label %43, label %36

36:                                               ; preds = %2
  %37 = getelementptr inbounds nuw i8, ptr %33, i64 7112
  %38 = tail call ptr @memcpy(ptr noundef nonnull %35, ptr noundef nonnull %37, i64 noundef 512)
  %39 = getelementptr inbounds nuw i8, ptr %1, i64 7624
  %40 = load ptr, ptr %32, align 8
  %41 = getelementptr inbounds nuw i8, ptr %40, i64 7624
  %42 = tail call ptr @memcpy(ptr noundef nonnull %39, ptr noundef nonnull %41, i64 noundef 512)
  br label %47

43:                                               ; preds = %2
  %44 = tail call ptr @memset(ptr noundef nonnull %35, i32 noundef 0, i64 noundef 256)
  %45 = getelementptr inbounds nuw i8, ptr %1, i64 7624
  %46 = tail call ptr @memset(ptr noundef nonnull %45, i32 noundef 0, i64 noundef 256)
  br label %47

47:                                               ; preds = %43, %36
  %48 = getelementptr inbounds nuw i8, ptr %5, i64 6296
  %49 = load i64, ptr %48, align 8
  %50 = getelementptr inbounds nuw i8, ptr %1, i64 784
  store i64 %49, ptr %50, align 8
  %51 = icmp eq i64 %49, 0
  br i1 %51, label %56, label %52

52:                                               ; preds = %47
  %53 = getelementptr inbounds nuw i8, ptr %5, i64 6304
  %54 = getelementptr inbounds nuw i8, ptr %1, i64 792
  %55 = getelementptr inbounds nuw i8, ptr %1, i64 3864
  br label %57

56:                                               ; preds = %57, %47
  ret void

57:                                               ; preds = %52, %57
  %58 = phi i64 [ 0, %52 ], [ %65, %57 ]
  %59 = getelementptr inbounds nuw %struct.define, ptr %53, i64 %58
  %60 = load i64, ptr %59, align 8
  %61 = getelementptr inbounds nuw i64, ptr %54, i64 %58
  store i64 %60, ptr %61, align 8
  %62 = getelementptr inbounds nuw i8, ptr %59, i64 8
  %63 = load i64, ptr %62, align 8
  %64 = getelementptr inbounds nuw i64, ptr %55, i64 %58
  store i64 %63, ptr %64, align 8
  %65 = add nuw i64 %58, 1
  %66 = load i64, ptr %48, align 8
  %67 = icmp ult i64 %65, %66
  br i1 %67, label %57, label %56
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 17) i64 @meet() unnamed_addr {
  %1 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %2 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  %3 = icmp eq i64 %2, 2
  %4 = sext i1 %3 to i64
  %5 = getelementptr inbounds nuw i8, ptr %1, i64 2184
  store i64 %4, ptr %5, align 8
  %6 = tail call fastcc i64 @probe()
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %153

8:                                                ; preds = %0
  %9 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 72), align 8
  %10 = icmp ne i64 %9, 0
  %11 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14928), align 8
  %12 = icmp ugt i64 %11, 1
  %13 = select i1 %10, i1 %12, i1 false
  br i1 %13, label %14, label %21

14:                                               ; preds = %8
  %15 = tail call fastcc i64 @luck()
  %16 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14928), align 8
  %17 = urem i64 %15, %16
  %18 = add nuw i64 %17, 1
  store i64 %18, ptr %5, align 8
  %19 = tail call fastcc i64 @probe()
  %20 = icmp eq i64 %19, 0
  br i1 %20, label %21, label %153

21:                                               ; preds = %14, %8
  %22 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  switch i64 %22, label %23 [
    i64 0, label %153
    i64 4, label %153
  ]

23:                                               ; preds = %21
  %24 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15056), align 8
  %25 = icmp ugt i64 %24, 4095
  br i1 %25, label %153, label %26

26:                                               ; preds = %23
  %27 = getelementptr inbounds nuw i8, ptr %1, i64 248
  %28 = load ptr, ptr %27, align 8
  %29 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15072), align 8
  %30 = getelementptr inbounds nuw %struct.instruction, ptr %28, i64 %29
  %31 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14976), align 8
  %32 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14984), align 8
  %33 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14992), align 8
  %34 = getelementptr inbounds nuw i8, ptr %30, i64 88
  %35 = load i64, ptr %34, align 8
  switch i64 %35, label %65 [
    i64 1, label %36
    i64 3, label %51
    i64 0, label %58
  ]

36:                                               ; preds = %26
  %37 = getelementptr inbounds nuw i8, ptr %30, i64 96
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds nuw i8, ptr %30, i64 104
  %40 = load i64, ptr %39, align 8
  %41 = icmp ult i64 %40, 31
  br i1 %41, label %42, label %65

42:                                               ; preds = %36
  %43 = getelementptr inbounds nuw i8, ptr %30, i64 128
  %44 = load i64, ptr %43, align 8
  %45 = icmp eq i64 %44, 0
  br i1 %45, label %46, label %65

46:                                               ; preds = %42
  %47 = getelementptr inbounds nuw i8, ptr %30, i64 144
  %48 = load i64, ptr %47, align 8
  %49 = icmp eq i64 %48, 0
  %50 = select i1 %49, i64 %40, i64 31
  br label %65

51:                                               ; preds = %26
  %52 = getelementptr inbounds nuw i8, ptr %30, i64 104
  %53 = load i64, ptr %52, align 8
  %54 = icmp eq i64 %53, 32
  br i1 %54, label %55, label %65

55:                                               ; preds = %51
  %56 = getelementptr inbounds nuw i8, ptr %30, i64 96
  %57 = load i64, ptr %56, align 8
  br label %65

58:                                               ; preds = %26
  %59 = getelementptr inbounds nuw i8, ptr %30, i64 16
  %60 = load i64, ptr %59, align 8
  %61 = icmp eq i64 %60, 2
  br i1 %61, label %62, label %65

62:                                               ; preds = %58
  %63 = getelementptr inbounds nuw i8, ptr %30, i64 32
  %64 = load i64, ptr %63, align 8
  br label %65

65:                                               ; preds = %46, %26, %51, %55, %62, %58, %36, %42
  %66 = phi i64 [ 31, %26 ], [ 31, %58 ], [ %38, %46 ], [ %38, %42 ], [ %38, %36 ], [ %57, %55 ], [ 31, %51 ], [ %64, %62 ]
  %67 = phi i64 [ 31, %26 ], [ 31, %58 ], [ %50, %46 ], [ 31, %42 ], [ 31, %36 ], [ 31, %55 ], [ 31, %51 ], [ 31, %62 ]
  %68 = getelementptr inbounds nuw i8, ptr %1, i64 3024
  %69 = load ptr, ptr %68, align 8
  %70 = tail call ptr @memcpy(ptr noundef nonnull @meet.order, ptr noundef %69, i64 noundef 8192)
  store ptr @meet.order, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 152), align 8
  %71 = tail call fastcc i64 @log_length(ptr noundef nonnull %1)
  %72 = tail call i64 @llvm.umin.i64(i64 %71, i64 512)
  store i64 %72, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 160), align 8
  %73 = getelementptr inbounds nuw i8, ptr %1, i64 2032
  %74 = load ptr, ptr %73, align 8
  %75 = shl nuw nsw i64 %72, 5
  %76 = tail call ptr @memcpy(ptr noundef nonnull @meet.log, ptr noundef %74, i64 noundef %75)
  store ptr @meet.log, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 168), align 8
  tail call fastcc void @find_variables()
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @meet.base, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  store i64 0, ptr @n_known, align 8
  br label %77

77:                                               ; preds = %65, %147
  %78 = phi i64 [ 0, %65 ], [ %148, %147 ]
  %79 = icmp samesign ult i64 %78, 3
  br i1 %79, label %80, label %83

80:                                               ; preds = %77
  %81 = icmp eq i64 %78, 2
  %82 = select i1 %81, i64 -1, i64 %78
  br label %90

83:                                               ; preds = %77
  %84 = tail call fastcc i64 @luck()
  %85 = icmp samesign ult i64 %78, 10
  %86 = select i1 %85, i64 40, i64 4000
  %87 = urem i64 %84, %86
  %88 = select i1 %85, i64 -20, i64 -2000
  %89 = add nsw i64 %87, %88
  br label %90

90:                                               ; preds = %83, %80
  %91 = phi i64 [ %82, %80 ], [ %89, %83 ]
  %92 = sub i64 %31, %91
  %93 = add i64 %91, %32
  br label %94

94:                                               ; preds = %90, %146
  %95 = phi i64 [ %93, %90 ], [ %92, %146 ]
  %96 = phi i1 [ true, %90 ], [ false, %146 ]
  %97 = phi i64 [ %66, %90 ], [ %67, %146 ]
  %98 = icmp ugt i64 %97, 30
  br i1 %98, label %146, label %99

99:                                               ; preds = %94
  %100 = load ptr, ptr @solver, align 8
  %101 = getelementptr inbounds nuw i8, ptr %100, i64 392
  %102 = load i64, ptr %101, align 8
  %103 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %104 = icmp ult i64 %102, %103
  br i1 %104, label %105, label %146

105:                                              ; preds = %99
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @meet.base, i64 8136, i1 false)
  %106 = load i64, ptr %101, align 8
  %107 = sub i64 %103, %106
  %108 = lshr i64 %107, 1
  %109 = add i64 %108, %106
  store i64 %109, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %110 = tail call fastcc i32 @trace_back(i64 noundef %24, i64 noundef %97, i64 noundef %33, i64 noundef %95, i64 noundef 10)
  store i64 %103, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %111 = icmp eq i32 %110, 0
  br i1 %111, label %146, label %112

112:                                              ; preds = %105
  %113 = tail call fastcc i64 @probe()
  %114 = icmp eq i64 %113, 0
  br i1 %114, label %115, label %153

115:                                              ; preds = %112
  %116 = load ptr, ptr @solver, align 8
  %117 = load ptr, ptr %116, align 8
  %118 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 120), align 8
  %119 = icmp eq i64 %118, 0
  br i1 %119, label %127, label %120

120:                                              ; preds = %115
  %121 = getelementptr inbounds nuw i8, ptr %117, i64 1936
  %122 = load i64, ptr %121, align 8
  %123 = icmp ugt i64 %122, %118
  br i1 %123, label %124, label %127

124:                                              ; preds = %120
  %125 = tail call fastcc i32 @ended(ptr noundef nonnull %117)
  %126 = icmp eq i32 %125, 0
  br i1 %126, label %127, label %153

127:                                              ; preds = %124, %120, %115
  %128 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %129 = getelementptr inbounds nuw i8, ptr %128, i64 256
  %130 = load ptr, ptr %129, align 8
  %131 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %132 = getelementptr inbounds nuw i8, ptr %130, i64 %131
  %133 = load i8, ptr %132, align 1
  %134 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %135 = getelementptr inbounds nuw i8, ptr %134, i64 %131
  %136 = load i8, ptr %135, align 1
  %137 = zext i8 %136 to i32
  %138 = xor i32 %137, -1
  %139 = and i8 %133, 62
  %140 = zext nneg i8 %139 to i32
  %141 = and i32 %140, %138
  %142 = icmp eq i32 %141, 0
  br i1 %142, label %146, label %143

143:                                              ; preds = %127
  %144 = tail call fastcc i64 @repair()
  %145 = icmp eq i64 %144, 0
  br i1 %145, label %146, label %153

146:                                              ; preds = %127, %143, %105, %94, %99
  br i1 %96, label %94, label %147

147:                                              ; preds = %146
  %148 = add nuw nsw i64 %78, 1
  %149 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  %150 = icmp eq i64 %149, 2
  %151 = select i1 %150, i64 3, i64 16
  %152 = icmp samesign ult i64 %148, %151
  br i1 %152, label %77, label %153

153:                                              ; preds = %143, %124, %112, %147, %23, %21, %21, %14, %0
  %154 = phi i64 [ 0, %23 ], [ %6, %0 ], [ %19, %14 ], [ 0, %21 ], [ 0, %21 ], [ %144, %143 ], [ %113, %112 ], [ 16, %124 ], [ 0, %147 ]
  ret i64 %154
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 17) i64 @go_on() unnamed_addr {
  %1 = alloca [16 x %struct.reader], align 16
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  %2 = load ptr, ptr @solver, align 8
  %3 = load ptr, ptr %2, align 8
  %4 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %5 = load ptr, ptr %4, align 8
  %6 = tail call fastcc i64 @probe()
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %223

8:                                                ; preds = %0
  %9 = tail call fastcc i64 @luck()
  %10 = and i64 %9, 3
  %11 = icmp eq i64 %10, 0
  %12 = select i1 %11, i64 24, i64 0
  %13 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %14 = getelementptr inbounds nuw i8, ptr %13, i64 256
  %15 = load ptr, ptr %14, align 8
  %16 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %17 = getelementptr inbounds nuw i8, ptr %15, i64 %16
  %18 = load i8, ptr %17, align 1
  %19 = zext i8 %18 to i64
  %20 = getelementptr inbounds nuw i8, ptr %3, i64 1936
  %21 = load i64, ptr %20, align 8
  tail call fastcc void @find_variables()
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @go_on.base, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %22 = call fastcc i64 @find_readers(ptr noundef %3, ptr noundef %1)
  %23 = tail call fastcc i64 @elements(ptr noundef %3)
  %24 = getelementptr inbounds nuw i8, ptr %3, i64 2080
  %25 = load i64, ptr %24, align 8
  br label %26

26:                                               ; preds = %8, %127
  %27 = phi i64 [ 1, %8 ], [ %135, %127 ]
  %28 = phi i64 [ 0, %8 ], [ %134, %127 ]
  %29 = phi i64 [ 0, %8 ], [ %133, %127 ]
  %30 = phi i64 [ 0, %8 ], [ %136, %127 ]
  %31 = phi i64 [ %25, %8 ], [ %132, %127 ]
  %32 = phi i64 [ %23, %8 ], [ %131, %127 ]
  %33 = phi i64 [ %22, %8 ], [ %130, %127 ]
  %34 = phi i64 [ %21, %8 ], [ %129, %127 ]
  %35 = phi i64 [ %19, %8 ], [ %128, %127 ]
  %36 = phi i64 [ %12, %8 ], [ %60, %127 ]
  %37 = load ptr, ptr @solver, align 8
  %38 = getelementptr inbounds nuw i8, ptr %37, i64 392
  %39 = load i64, ptr %38, align 8
  %40 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %41 = icmp ult i64 %39, %40
  br i1 %41, label %42, label %140

42:                                               ; preds = %26
  tail call fastcc void @own_state()
  %43 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 50)
  %44 = icmp eq i64 %43, 0
  br i1 %44, label %47, label %45

45:                                               ; preds = %42
  %46 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 256)
  br label %49

47:                                               ; preds = %42
  %48 = tail call fastcc i64 @random_word(ptr noundef %5)
  br label %49

49:                                               ; preds = %47, %45
  %50 = phi i64 [ %46, %45 ], [ %48, %47 ]
  %51 = icmp eq i64 %29, 7
  %52 = icmp ugt i64 %36, 23
  %53 = select i1 %51, i1 true, i1 %52
  br i1 %53, label %57, label %54

54:                                               ; preds = %49
  %55 = call fastcc i32 @part(ptr noundef %1, i64 noundef %33, i64 noundef %32)
  %56 = icmp ne i32 %55, 0
  br label %57

57:                                               ; preds = %54, %49
  %58 = phi i1 [ %56, %54 ], [ false, %49 ]
  %59 = zext i1 %58 to i64
  %60 = add i64 %36, %59
  %61 = icmp eq i64 %33, 0
  %62 = select i1 %61, i1 true, i1 %58
  %63 = or i1 %51, %62
  br i1 %63, label %64, label %66

64:                                               ; preds = %66, %57
  %65 = or i1 %51, %58
  br i1 %65, label %71, label %70

66:                                               ; preds = %57, %66
  %67 = phi i64 [ %68, %66 ], [ 0, %57 ]
  call fastcc void @read_on(ptr noundef %1, i64 noundef %67, i64 noundef %28, i64 noundef %27, i64 noundef %50)
  %68 = add nuw i64 %67, 1
  %69 = icmp ult i64 %68, %33
  br i1 %69, label %66, label %64

70:                                               ; preds = %64
  tail call fastcc void @return_on(i64 noundef %31, i64 noundef %28, i64 noundef %50)
  tail call fastcc void @keep_state()
  br label %74

71:                                               ; preds = %64
  tail call fastcc void @keep_state()
  br i1 %51, label %72, label %74

72:                                               ; preds = %71
  %73 = tail call fastcc i64 @turn_last(i64 noundef %34)
  br label %76

74:                                               ; preds = %70, %71
  %75 = tail call fastcc i64 @probe()
  br label %76

76:                                               ; preds = %74, %72
  %77 = phi i64 [ %73, %72 ], [ %75, %74 ]
  %78 = and i64 %77, 15
  %79 = icmp eq i64 %78, 0
  br i1 %79, label %80, label %223

80:                                               ; preds = %76
  %81 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %82 = getelementptr inbounds nuw i8, ptr %81, i64 256
  %83 = load ptr, ptr %82, align 8
  %84 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %85 = getelementptr inbounds nuw i8, ptr %83, i64 %84
  %86 = load i8, ptr %85, align 1
  %87 = zext i8 %86 to i64
  %88 = xor i64 %87, -1
  %89 = and i64 %35, %88
  br i1 %58, label %90, label %93

90:                                               ; preds = %80
  %91 = and i64 %89, 1
  %92 = icmp eq i64 %91, 0
  br label %103

93:                                               ; preds = %80
  br i1 %51, label %94, label %98

94:                                               ; preds = %93
  %95 = icmp eq i64 %77, 16
  %96 = icmp eq i64 %89, 0
  %97 = select i1 %95, i1 %96, i1 false
  br label %103

98:                                               ; preds = %93
  %99 = load i64, ptr %20, align 8
  %100 = icmp ugt i64 %99, %34
  %101 = icmp eq i64 %89, 0
  %102 = select i1 %100, i1 %101, i1 false
  br label %103

103:                                              ; preds = %94, %98, %90
  %104 = phi i1 [ %92, %90 ], [ %97, %94 ], [ %102, %98 ]
  %105 = tail call fastcc i32 @ended(ptr noundef %3)
  %106 = icmp ne i32 %105, 0
  %107 = select i1 %106, i1 %104, i1 false
  br i1 %107, label %108, label %119

108:                                              ; preds = %103
  %109 = and i64 %35, %87
  %110 = load i64, ptr %20, align 8
  %111 = icmp ugt i64 %27, 63
  %112 = select i1 %111, i1 true, i1 %58
  %113 = xor i1 %112, true
  %114 = zext i1 %113 to i64
  %115 = shl nuw nsw i64 %27, %114
  tail call fastcc void @find_variables()
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @go_on.base, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %116 = call fastcc i64 @find_readers(ptr noundef %3, ptr noundef %1)
  %117 = tail call fastcc i64 @elements(ptr noundef %3)
  %118 = load i64, ptr %24, align 8
  br label %127

119:                                              ; preds = %103
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @go_on.base, i64 8136, i1 false)
  br i1 %58, label %127, label %120

120:                                              ; preds = %119
  %121 = icmp ult i64 %27, 2
  %122 = or i1 %51, %121
  br i1 %122, label %123, label %127

123:                                              ; preds = %120
  %124 = add nuw nsw i64 %28, 1
  %125 = urem i64 %124, 7
  %126 = add nuw nsw i64 %29, 1
  br label %127

127:                                              ; preds = %108, %119, %120, %123
  %128 = phi i64 [ %35, %123 ], [ %35, %120 ], [ %35, %119 ], [ %109, %108 ]
  %129 = phi i64 [ %34, %123 ], [ %34, %120 ], [ %34, %119 ], [ %110, %108 ]
  %130 = phi i64 [ %33, %123 ], [ %33, %120 ], [ %33, %119 ], [ %116, %108 ]
  %131 = phi i64 [ %32, %123 ], [ %32, %120 ], [ %32, %119 ], [ %117, %108 ]
  %132 = phi i64 [ %31, %123 ], [ %31, %120 ], [ %31, %119 ], [ %118, %108 ]
  %133 = phi i64 [ %126, %123 ], [ %29, %120 ], [ %29, %119 ], [ 0, %108 ]
  %134 = phi i64 [ %125, %123 ], [ %28, %120 ], [ %28, %119 ], [ %28, %108 ]
  %135 = phi i64 [ %27, %123 ], [ 1, %120 ], [ %27, %119 ], [ %115, %108 ]
  %136 = add nuw nsw i64 %30, 1
  %137 = icmp samesign ult i64 %30, 95
  %138 = icmp ult i64 %133, 8
  %139 = select i1 %137, i1 %138, i1 false
  br i1 %139, label %26, label %140

140:                                              ; preds = %26, %127
  %141 = phi i64 [ %33, %26 ], [ %130, %127 ]
  %142 = phi i64 [ %32, %26 ], [ %131, %127 ]
  %143 = phi i64 [ %31, %26 ], [ %132, %127 ]
  %144 = icmp ugt i64 %143, 1
  %145 = zext i1 %144 to i64
  %146 = icmp eq i64 %141, 0
  br i1 %146, label %147, label %150

147:                                              ; preds = %150, %140
  %148 = phi i64 [ %145, %140 ], [ %158, %150 ]
  %149 = icmp eq i64 %148, 0
  br i1 %149, label %223, label %161

150:                                              ; preds = %140, %150
  %151 = phi i64 [ %159, %150 ], [ 0, %140 ]
  %152 = phi i64 [ %158, %150 ], [ %145, %140 ]
  %153 = getelementptr inbounds nuw %struct.reader, ptr %1, i64 %151
  %154 = getelementptr inbounds nuw i8, ptr %153, i64 16
  %155 = load i64, ptr %154, align 8
  %156 = icmp ugt i64 %155, 1
  %157 = zext i1 %156 to i64
  %158 = or i64 %152, %157
  %159 = add nuw i64 %151, 1
  %160 = icmp eq i64 %159, %141
  br i1 %160, label %147, label %150

161:                                              ; preds = %147
  %162 = tail call i64 @llvm.umin.i64(i64 %143, i64 32)
  %163 = icmp eq i64 %142, 0
  br i1 %163, label %164, label %171

164:                                              ; preds = %180, %161
  %165 = phi i64 [ 0, %161 ], [ %181, %180 ]
  %166 = icmp eq i64 %143, 0
  %167 = icmp eq i64 %165, 0
  %168 = tail call i64 @llvm.umin.i64(i64 %143, i64 3)
  %169 = getelementptr inbounds nuw i8, ptr %3, i64 296
  %170 = getelementptr inbounds nuw i8, ptr %3, i64 2104
  br label %187

171:                                              ; preds = %161, %180
  %172 = phi i64 [ %182, %180 ], [ 0, %161 ]
  %173 = phi i64 [ %181, %180 ], [ 0, %161 ]
  %174 = getelementptr inbounds nuw %struct.access, ptr @go_on.log, i64 %172
  %175 = call fastcc i32 @is_pointer(ptr noundef %5, ptr noundef %1, i64 noundef %141, ptr noundef nonnull %174)
  %176 = icmp eq i32 %175, 0
  br i1 %176, label %177, label %180

177:                                              ; preds = %171
  %178 = add i64 %173, 1
  %179 = getelementptr inbounds nuw %struct.access, ptr @go_on.log, i64 %173
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 16 dereferenceable(32) %179, ptr noundef nonnull align 16 dereferenceable(32) %174, i64 32, i1 false)
  br label %180

180:                                              ; preds = %171, %177
  %181 = phi i64 [ %173, %171 ], [ %178, %177 ]
  %182 = add nuw i64 %172, 1
  %183 = icmp eq i64 %182, %142
  br i1 %183, label %164, label %171

184:                                              ; preds = %220
  %185 = add nuw nsw i64 %188, 1
  %186 = icmp eq i64 %185, 40
  br i1 %186, label %223, label %187

187:                                              ; preds = %164, %184
  %188 = phi i64 [ 0, %164 ], [ %185, %184 ]
  %189 = load ptr, ptr @solver, align 8
  %190 = getelementptr inbounds nuw i8, ptr %189, i64 392
  %191 = load i64, ptr %190, align 8
  %192 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %193 = icmp ult i64 %191, %192
  br i1 %193, label %194, label %223

194:                                              ; preds = %187
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @go_on.base, i64 8136, i1 false)
  tail call fastcc void @own_state()
  br i1 %166, label %218, label %195

195:                                              ; preds = %194
  br i1 %167, label %199, label %196

196:                                              ; preds = %195
  %197 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 40)
  %198 = icmp eq i64 %197, 0
  br i1 %198, label %219, label %199

199:                                              ; preds = %196, %195
  %200 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %168)
  %201 = xor i64 %200, -1
  %202 = add nsw i64 %162, %201
  %203 = load ptr, ptr %169, align 8
  %204 = load ptr, ptr %170, align 8
  %205 = getelementptr inbounds nuw %struct.call, ptr %204, i64 %202
  %206 = load i64, ptr %205, align 8
  %207 = getelementptr inbounds nuw %struct.stub, ptr %203, i64 %206
  %208 = tail call fastcc i32 @gives_number(ptr noundef %207)
  %209 = zext nneg i32 %208 to i64
  %210 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %202
  store i64 %209, ptr %210, align 8
  %211 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 30)
  %212 = icmp eq i64 %211, 0
  br i1 %212, label %213, label %215

213:                                              ; preds = %199
  %214 = tail call fastcc i64 @draw_result(ptr noundef %5)
  br label %215

215:                                              ; preds = %199, %213
  %216 = phi i64 [ %214, %213 ], [ 0, %199 ]
  %217 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7544), i64 %202
  store i64 %216, ptr %217, align 8
  br label %220

218:                                              ; preds = %194
  br i1 %167, label %220, label %219

219:                                              ; preds = %196, %218
  tail call fastcc void @break_off(i64 noundef %165, i64 noundef %188)
  br label %220

220:                                              ; preds = %218, %219, %215
  tail call fastcc void @keep_state()
  %221 = tail call fastcc i64 @probe()
  %222 = icmp eq i64 %221, 0
  br i1 %222, label %184, label %223

223:                                              ; preds = %76, %220, %187, %184, %147, %0
  %224 = phi i64 [ %6, %0 ], [ 0, %147 ], [ %221, %220 ], [ 0, %184 ], [ 0, %187 ], [ %77, %76 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  ret i64 %224
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @vary() unnamed_addr {
  %1 = alloca [16 x i64], align 16
  %2 = load ptr, ptr @solver, align 8
  %3 = load ptr, ptr %2, align 8
  %4 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %5 = load ptr, ptr %4, align 8
  %6 = tail call fastcc i64 @probe()
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %147

8:                                                ; preds = %0
  tail call fastcc void @find_variables()
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @vary.base, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %9 = tail call fastcc i64 @log_length(ptr noundef %3)
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %13, label %11

11:                                               ; preds = %8
  %12 = getelementptr inbounds nuw i8, ptr %3, i64 2032
  br label %24

13:                                               ; preds = %35, %8
  %14 = phi i64 [ 0, %8 ], [ %36, %35 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  %15 = call fastcc i64 @met_suspects(ptr noundef %5, i64 noundef %14, ptr noundef %1)
  %16 = icmp eq i64 %14, 0
  %17 = icmp ne i64 %14, 1
  %18 = tail call i64 @llvm.umin.i64(i64 %14, i64 3)
  %19 = getelementptr inbounds nuw i8, ptr %5, i64 2368
  %20 = getelementptr inbounds nuw i8, ptr %5, i64 1824
  %21 = getelementptr inbounds nuw i8, ptr %5, i64 1808
  %22 = getelementptr inbounds nuw i8, ptr %5, i64 1816
  %23 = getelementptr inbounds nuw i8, ptr %5, i64 1800
  br label %44

24:                                               ; preds = %11, %35
  %25 = phi i64 [ 0, %11 ], [ %36, %35 ]
  %26 = phi i64 [ 0, %11 ], [ %37, %35 ]
  %27 = load ptr, ptr %12, align 8
  %28 = getelementptr inbounds nuw %struct.access, ptr %27, i64 %26
  %29 = getelementptr inbounds nuw i8, ptr %28, i64 8
  %30 = load i64, ptr %29, align 8
  %31 = icmp ult i64 %30, 9
  br i1 %31, label %32, label %35

32:                                               ; preds = %24
  %33 = add nuw nsw i64 %25, 1
  %34 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %25
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 16 dereferenceable(32) %34, ptr noundef nonnull align 8 dereferenceable(32) %28, i64 32, i1 false)
  br label %35

35:                                               ; preds = %24, %32
  %36 = phi i64 [ %25, %24 ], [ %33, %32 ]
  %37 = add nuw i64 %26, 1
  %38 = icmp ult i64 %37, %9
  %39 = icmp ult i64 %36, 512
  %40 = select i1 %38, i1 %39, i1 false
  br i1 %40, label %24, label %13

41:                                               ; preds = %142
  %42 = add nuw nsw i64 %45, 1
  %43 = icmp eq i64 %42, 48
  br i1 %43, label %145, label %44

44:                                               ; preds = %13, %41
  %45 = phi i64 [ 0, %13 ], [ %42, %41 ]
  %46 = load ptr, ptr @solver, align 8
  %47 = getelementptr inbounds nuw i8, ptr %46, i64 392
  %48 = load i64, ptr %47, align 8
  %49 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %50 = icmp ult i64 %48, %49
  br i1 %50, label %51, label %145

51:                                               ; preds = %44
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @vary.base, i64 8136, i1 false)
  tail call fastcc void @own_state()
  %52 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 2)
  %53 = add nuw nsw i64 %52, 1
  br i1 %16, label %54, label %55

54:                                               ; preds = %63, %51
  br label %80

55:                                               ; preds = %51
  %56 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 100)
  %57 = icmp samesign ult i64 %56, 20
  br i1 %57, label %58, label %59

58:                                               ; preds = %55
  tail call fastcc void @set_alike(i64 noundef %14)
  br label %142

59:                                               ; preds = %55
  %60 = icmp samesign ugt i64 %56, 84
  %61 = and i1 %60, %17
  br i1 %61, label %62, label %63

62:                                               ; preds = %59
  tail call fastcc void @set_twins(i64 noundef %14)
  br label %142

63:                                               ; preds = %59
  %64 = icmp samesign ult i64 %56, 45
  br i1 %64, label %65, label %54

65:                                               ; preds = %63
  %66 = call fastcc i64 @met_or_other(ptr noundef %5, ptr noundef %1, i64 noundef %15)
  tail call fastcc void @set_ordered(i64 noundef %14, i64 noundef %66)
  %67 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 100)
  %68 = icmp samesign ult i64 %67, 20
  br i1 %68, label %69, label %73

69:                                               ; preds = %65
  %70 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %71 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 9)
  %72 = add nuw nsw i64 %71, 1
  tail call fastcc void @set_variable(i64 noundef %70, i64 noundef %72)
  br label %142

73:                                               ; preds = %65
  %74 = icmp samesign ult i64 %67, 75
  br i1 %74, label %75, label %142

75:                                               ; preds = %73
  %76 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %77 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 3)
  %78 = add i64 %66, -1
  %79 = add i64 %78, %77
  tail call fastcc void @set_variable(i64 noundef %76, i64 noundef %79)
  br label %142

80:                                               ; preds = %54, %140
  %81 = phi i64 [ %82, %140 ], [ %53, %54 ]
  %82 = add nsw i64 %81, -1
  %83 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 40)
  %84 = icmp eq i64 %83, 0
  br i1 %84, label %90, label %85

85:                                               ; preds = %80
  %86 = call fastcc i64 @met_or_other(ptr noundef %5, ptr noundef %1, i64 noundef %15)
  %87 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 3)
  %88 = add i64 %86, -1
  %89 = add i64 %88, %87
  br label %92

90:                                               ; preds = %80
  %91 = tail call fastcc i64 @suspicious(ptr noundef %5)
  br label %92

92:                                               ; preds = %90, %85
  %93 = phi i64 [ %89, %85 ], [ %91, %90 ]
  %94 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 40)
  %95 = icmp eq i64 %94, 0
  br i1 %95, label %102, label %96

96:                                               ; preds = %92
  %97 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 60)
  %98 = icmp eq i64 %97, 0
  %99 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %100 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %101 = select i1 %98, i64 %99, i64 %100
  tail call fastcc void @set_variable(i64 noundef %101, i64 noundef %93)
  br label %140

102:                                              ; preds = %92
  br i1 %16, label %140, label %103

103:                                              ; preds = %102
  %104 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 50)
  %105 = icmp eq i64 %104, 0
  br i1 %105, label %110, label %106

106:                                              ; preds = %103
  %107 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %18)
  %108 = xor i64 %107, -1
  %109 = add i64 %14, %108
  br label %112

110:                                              ; preds = %103
  %111 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %14)
  br label %112

112:                                              ; preds = %110, %106
  %113 = phi i64 [ %109, %106 ], [ %111, %110 ]
  %114 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %113
  %115 = getelementptr inbounds nuw i8, ptr %114, i64 8
  %116 = load i64, ptr %115, align 8
  %117 = load i64, ptr %19, align 8
  %118 = icmp ne i64 %117, 0
  %119 = icmp eq i64 %116, 4
  %120 = select i1 %118, i1 %119, i1 false
  br i1 %120, label %121, label %124

121:                                              ; preds = %112
  %122 = tail call fastcc i64 @chance(ptr noundef nonnull %5, i64 noundef 70)
  %123 = icmp eq i64 %122, 0
  br i1 %123, label %138, label %130

124:                                              ; preds = %112
  %125 = icmp eq i64 %116, 8
  %126 = select i1 %118, i1 %125, i1 false
  br i1 %126, label %127, label %138

127:                                              ; preds = %124
  %128 = tail call fastcc i64 @chance(ptr noundef nonnull %5, i64 noundef 50)
  %129 = icmp eq i64 %128, 0
  br i1 %129, label %138, label %130

130:                                              ; preds = %127, %121
  %131 = phi ptr [ %23, %121 ], [ %21, %127 ]
  %132 = phi ptr [ %22, %121 ], [ %20, %127 ]
  %133 = load ptr, ptr %132, align 8
  %134 = load i64, ptr %131, align 8
  %135 = tail call fastcc i64 @below(ptr noundef nonnull %5, i64 noundef %134)
  %136 = getelementptr inbounds nuw i64, ptr %133, i64 %135
  %137 = load i64, ptr %136, align 8
  br label %138

138:                                              ; preds = %130, %121, %127, %124
  %139 = phi i64 [ %93, %121 ], [ %93, %127 ], [ %93, %124 ], [ %137, %130 ]
  tail call fastcc void @set_loaded(ptr noundef nonnull %114, i64 noundef %139)
  br label %140

140:                                              ; preds = %102, %138, %96
  %141 = icmp eq i64 %82, 0
  br i1 %141, label %142, label %80

142:                                              ; preds = %140, %69, %75, %73, %62, %58
  tail call fastcc void @keep_state()
  %143 = tail call fastcc i64 @probe()
  %144 = icmp eq i64 %143, 0
  br i1 %144, label %41, label %145

145:                                              ; preds = %44, %41, %142
  %146 = phi i64 [ %143, %142 ], [ 0, %41 ], [ 0, %44 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  br label %147

147:                                              ; preds = %0, %145
  %148 = phi i64 [ %146, %145 ], [ %6, %0 ]
  ret i64 %148
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @solve_nearest(i64 noundef %0) unnamed_addr {
  %2 = alloca [40 x i64], align 16
  %3 = alloca [40 x i64], align 16
  %4 = alloca i64, align 8
  %5 = load ptr, ptr @solver, align 8
  %6 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %7 = load ptr, ptr %6, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %8 = getelementptr inbounds nuw i8, ptr %7, i64 51496
  %9 = load i64, ptr %8, align 8
  %10 = add i64 %9, 1
  %11 = tail call fastcc i64 @below(ptr noundef %7, i64 noundef %10)
  %12 = load i64, ptr %8, align 8
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %133, label %14

14:                                               ; preds = %1
  %15 = getelementptr inbounds nuw i8, ptr %7, i64 51608
  %16 = getelementptr inbounds nuw i8, ptr %7, i64 51616
  %17 = lshr i64 %0, 3
  %18 = trunc i64 %0 to i32
  %19 = and i32 %18, 7
  %20 = shl nuw nsw i32 1, %19
  %21 = getelementptr inbounds nuw i8, ptr %7, i64 51512
  %22 = getelementptr inbounds nuw i8, ptr %7, i64 2352
  %23 = load ptr, ptr @solver, align 8
  %24 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  br label %25

25:                                               ; preds = %14, %76
  %26 = phi i64 [ %24, %14 ], [ %77, %76 ]
  %27 = phi ptr [ %23, %14 ], [ %78, %76 ]
  %28 = phi i64 [ %12, %14 ], [ %81, %76 ]
  %29 = phi i64 [ 0, %14 ], [ %80, %76 ]
  %30 = phi i64 [ 0, %14 ], [ %79, %76 ]
  %31 = getelementptr inbounds nuw i8, ptr %27, i64 392
  %32 = load i64, ptr %31, align 8
  %33 = icmp ult i64 %32, %26
  br i1 %33, label %34, label %85

34:                                               ; preds = %25
  %35 = add i64 %29, %11
  %36 = urem i64 %35, %28
  %37 = load ptr, ptr %15, align 8
  %38 = load i64, ptr %16, align 8
  %39 = mul i64 %38, %36
  %40 = getelementptr i8, ptr %37, i64 %39
  %41 = getelementptr i8, ptr %40, i64 %17
  %42 = load i8, ptr %41, align 1
  %43 = zext i8 %42 to i32
  %44 = and i32 %20, %43
  %45 = icmp eq i32 %44, 0
  br i1 %45, label %76, label %46

46:                                               ; preds = %34
  %47 = load ptr, ptr %21, align 8
  %48 = getelementptr inbounds nuw %struct.snapshot, ptr %47, i64 %36
  %49 = getelementptr inbounds nuw i8, ptr %48, i64 776
  %50 = load i64, ptr %49, align 8
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %55, label %52

52:                                               ; preds = %46
  %53 = load i64, ptr %22, align 8
  %54 = icmp eq i64 %53, 0
  br i1 %54, label %55, label %76

55:                                               ; preds = %52, %46
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) %48, i64 8136, i1 false)
  %56 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %57 = getelementptr inbounds nuw i8, ptr %56, i64 2184
  store i64 0, ptr %57, align 8
  %58 = tail call fastcc i64 @probe()
  %59 = icmp eq i64 %58, 0
  %60 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  br i1 %59, label %61, label %133

61:                                               ; preds = %55
  %62 = load ptr, ptr @solver, align 8
  %63 = load ptr, ptr %62, align 8
  %64 = getelementptr inbounds nuw i8, ptr %63, i64 1936
  %65 = load i64, ptr %64, align 8
  %66 = getelementptr inbounds nuw i8, ptr %62, i64 392
  %67 = load i64, ptr %66, align 8
  %68 = add i64 %67, %65
  store i64 %68, ptr %66, align 8
  %69 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %70 = icmp eq i64 %69, 0
  br i1 %70, label %76, label %71

71:                                               ; preds = %61
  %72 = getelementptr inbounds nuw i64, ptr %2, i64 %30
  store i64 %36, ptr %72, align 8
  %73 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15000), align 8
  %74 = add nuw nsw i64 %30, 1
  %75 = getelementptr inbounds nuw i64, ptr %3, i64 %30
  store i64 %73, ptr %75, align 8
  br label %76

76:                                               ; preds = %34, %52, %71, %61
  %77 = phi i64 [ %60, %61 ], [ %60, %71 ], [ %26, %52 ], [ %26, %34 ]
  %78 = phi ptr [ %62, %61 ], [ %62, %71 ], [ %27, %52 ], [ %27, %34 ]
  %79 = phi i64 [ %30, %61 ], [ %74, %71 ], [ %30, %52 ], [ %30, %34 ]
  %80 = add nuw i64 %29, 1
  %81 = load i64, ptr %8, align 8
  %82 = icmp ult i64 %80, %81
  %83 = icmp ult i64 %79, 40
  %84 = select i1 %82, i1 %83, i1 false
  br i1 %84, label %25, label %85

85:                                               ; preds = %76, %25
  %86 = phi i64 [ %30, %25 ], [ %79, %76 ]
  %87 = getelementptr inbounds nuw i8, ptr %7, i64 51512
  %88 = icmp eq i64 %86, 0
  br i1 %88, label %133, label %92

89:                                               ; preds = %108
  %90 = add nuw i64 %93, 1
  %91 = icmp eq i64 %114, 0
  br i1 %91, label %133, label %92

92:                                               ; preds = %85, %89
  %93 = phi i64 [ %90, %89 ], [ 0, %85 ]
  %94 = phi i64 [ %114, %89 ], [ %86, %85 ]
  %95 = load ptr, ptr @solver, align 8
  %96 = getelementptr inbounds nuw i8, ptr %95, i64 392
  %97 = load i64, ptr %96, align 8
  %98 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %99 = icmp ult i64 %97, %98
  br i1 %99, label %100, label %133

100:                                              ; preds = %92
  %101 = and i64 %93, 1
  %102 = icmp eq i64 %101, 0
  br i1 %102, label %106, label %103

103:                                              ; preds = %100
  %104 = tail call fastcc i64 @luck()
  %105 = urem i64 %104, %94
  br label %108

106:                                              ; preds = %100
  %107 = icmp ugt i64 %94, 1
  br i1 %107, label %122, label %108

108:                                              ; preds = %122, %103, %106
  %109 = phi i64 [ 0, %106 ], [ %105, %103 ], [ %130, %122 ]
  %110 = load ptr, ptr %87, align 8
  %111 = getelementptr inbounds nuw i64, ptr %2, i64 %109
  %112 = load i64, ptr %111, align 8
  %113 = getelementptr inbounds nuw %struct.snapshot, ptr %110, i64 %112
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) %113, i64 8136, i1 false)
  %114 = add i64 %94, -1
  %115 = getelementptr inbounds nuw i64, ptr %2, i64 %114
  %116 = load i64, ptr %115, align 8
  store i64 %116, ptr %111, align 8
  %117 = getelementptr inbounds nuw i64, ptr %3, i64 %114
  %118 = load i64, ptr %117, align 8
  %119 = getelementptr inbounds nuw i64, ptr %3, i64 %109
  store i64 %118, ptr %119, align 8
  %120 = call fastcc i64 @solve_from(i64 noundef 0, ptr noundef %4)
  %121 = icmp eq i64 %120, 0
  br i1 %121, label %89, label %133

122:                                              ; preds = %106, %122
  %123 = phi i64 [ %131, %122 ], [ 1, %106 ]
  %124 = phi i64 [ %130, %122 ], [ 0, %106 ]
  %125 = getelementptr inbounds nuw i64, ptr %3, i64 %123
  %126 = load i64, ptr %125, align 8
  %127 = getelementptr inbounds nuw i64, ptr %3, i64 %124
  %128 = load i64, ptr %127, align 8
  %129 = icmp ult i64 %126, %128
  %130 = select i1 %129, i64 %123, i64 %124
  %131 = add nuw i64 %123, 1
  %132 = icmp ult i64 %131, %94
  br i1 %132, label %122, label %108

133:                                              ; preds = %55, %92, %89, %108, %1, %85
  %134 = phi i64 [ %120, %108 ], [ 0, %85 ], [ 0, %1 ], [ 0, %92 ], [ 0, %89 ], [ %58, %55 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret i64 %134
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @shortest(ptr noundef readonly captures(none) %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 51496
  %5 = load i64, ptr %4, align 8
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %19, label %7

7:                                                ; preds = %3
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 51608
  %9 = load ptr, ptr %8, align 8
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 51616
  %11 = load i64, ptr %10, align 8
  %12 = lshr i64 %1, 3
  %13 = getelementptr i8, ptr %9, i64 %12
  %14 = trunc i64 %1 to i32
  %15 = and i32 %14, 7
  %16 = shl nuw nsw i32 1, %15
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 51512
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 2352
  br label %21

19:                                               ; preds = %53, %3
  %20 = phi i64 [ -1, %3 ], [ %55, %53 ]
  ret i64 %20

21:                                               ; preds = %7, %53
  %22 = phi i64 [ -1, %7 ], [ %55, %53 ]
  %23 = phi i64 [ 0, %7 ], [ %56, %53 ]
  %24 = phi i64 [ 0, %7 ], [ %54, %53 ]
  %25 = add i64 %23, %2
  %26 = urem i64 %25, %5
  %27 = mul i64 %11, %26
  %28 = getelementptr i8, ptr %13, i64 %27
  %29 = load i8, ptr %28, align 1
  %30 = zext i8 %29 to i32
  %31 = and i32 %16, %30
  %32 = icmp eq i32 %31, 0
  br i1 %32, label %53, label %33

33:                                               ; preds = %21
  %34 = load ptr, ptr %17, align 8
  %35 = getelementptr inbounds nuw %struct.snapshot, ptr %34, i64 %26
  %36 = getelementptr inbounds nuw i8, ptr %35, i64 776
  %37 = load i64, ptr %36, align 8
  %38 = icmp eq i64 %37, 0
  br i1 %38, label %42, label %39

39:                                               ; preds = %33
  %40 = load i64, ptr %18, align 8
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %42, label %53

42:                                               ; preds = %39, %33
  %43 = add nuw nsw i64 %24, 1
  %44 = icmp eq i64 %22, -1
  br i1 %44, label %52, label %45

45:                                               ; preds = %42
  %46 = getelementptr inbounds nuw i8, ptr %35, i64 784
  %47 = load i64, ptr %46, align 8
  %48 = getelementptr inbounds nuw %struct.snapshot, ptr %34, i64 %22
  %49 = getelementptr inbounds nuw i8, ptr %48, i64 784
  %50 = load i64, ptr %49, align 8
  %51 = icmp ult i64 %47, %50
  br i1 %51, label %52, label %53

52:                                               ; preds = %45, %42
  br label %53

53:                                               ; preds = %45, %52, %39, %21
  %54 = phi i64 [ %24, %21 ], [ %24, %39 ], [ %43, %52 ], [ %43, %45 ]
  %55 = phi i64 [ %22, %21 ], [ %22, %39 ], [ %26, %52 ], [ %22, %45 ]
  %56 = add nuw i64 %23, 1
  %57 = icmp ult i64 %56, %5
  %58 = icmp ult i64 %54, 8
  %59 = select i1 %57, i1 %58, i1 false
  br i1 %59, label %21, label %19
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @find_base(ptr noundef nonnull captures(none) initializes((0, 8)) %0) unnamed_addr {
  %2 = load ptr, ptr @solver, align 8
  store i64 0, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %2, i64 392
  br label %4

4:                                                ; preds = %1, %46
  %5 = phi i64 [ 0, %1 ], [ %48, %46 ]
  %6 = phi i64 [ 0, %1 ], [ %47, %46 ]
  %7 = load i64, ptr %3, align 8
  %8 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %9 = icmp ult i64 %7, %8
  br i1 %9, label %10, label %50

10:                                               ; preds = %4
  tail call fastcc void @make_test(ptr noundef nonnull %2)
  %11 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %12 = getelementptr inbounds nuw i8, ptr %11, i64 256
  %13 = load ptr, ptr %12, align 8
  %14 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %15 = getelementptr inbounds nuw i8, ptr %13, i64 %14
  store i8 0, ptr %15, align 1
  %16 = tail call fastcc i64 @try_test(ptr noundef nonnull %2)
  %17 = load i64, ptr %3, align 8
  %18 = add i64 %17, 120
  store i64 %18, ptr %3, align 8
  %19 = icmp eq i64 %16, 0
  br i1 %19, label %20, label %50

20:                                               ; preds = %10
  %21 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %22 = getelementptr inbounds nuw i8, ptr %21, i64 256
  %23 = load ptr, ptr %22, align 8
  %24 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %25 = getelementptr inbounds nuw i8, ptr %23, i64 %24
  %26 = load i8, ptr %25, align 1
  %27 = and i8 %26, 1
  %28 = icmp eq i8 %27, 0
  br i1 %28, label %46, label %29

29:                                               ; preds = %20
  %30 = load ptr, ptr %2, align 8
  %31 = getelementptr inbounds nuw i8, ptr %30, i64 1936
  %32 = load i64, ptr %31, align 8
  %33 = icmp ugt i64 %32, %6
  br i1 %33, label %34, label %38

34:                                               ; preds = %29
  tail call fastcc void @take_snapshot(ptr noundef nonnull %2, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 176))
  %35 = load ptr, ptr %2, align 8
  %36 = getelementptr inbounds nuw i8, ptr %35, i64 1936
  %37 = load i64, ptr %36, align 8
  br label %38

38:                                               ; preds = %34, %29
  %39 = phi i64 [ %37, %34 ], [ %6, %29 ]
  %40 = load i64, ptr %0, align 8
  %41 = add i64 %40, 1
  store i64 %41, ptr %0, align 8
  %42 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 72), align 8
  %43 = icmp eq i64 %42, 0
  %44 = select i1 %43, i64 0, i64 12
  %45 = icmp ugt i64 %41, %44
  br i1 %45, label %50, label %46

46:                                               ; preds = %20, %38
  %47 = phi i64 [ %6, %20 ], [ %39, %38 ]
  %48 = add nuw nsw i64 %5, 1
  %49 = icmp eq i64 %48, 40
  br i1 %49, label %50, label %4

50:                                               ; preds = %38, %4, %46, %10
  %51 = phi i64 [ %16, %10 ], [ 0, %4 ], [ 0, %46 ], [ 0, %38 ]
  ret i64 %51
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @keep_state() unnamed_addr {
  %1 = load ptr, ptr @solver, align 8
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %3 = load ptr, ptr %2, align 8
  %4 = tail call ptr @memcpy(ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 96), ptr noundef %3, i64 noundef 16)
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @meet_lanes() unnamed_addr {
  %1 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 248
  %3 = load ptr, ptr %2, align 8
  %4 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %5 = getelementptr inbounds nuw %struct.instruction, ptr %3, i64 %4
  %6 = getelementptr inbounds nuw i8, ptr %5, i64 88
  %7 = load i64, ptr %6, align 8
  %8 = icmp eq i64 %7, 6
  br i1 %8, label %9, label %12

9:                                                ; preds = %0
  %10 = getelementptr inbounds nuw i8, ptr %5, i64 144
  %11 = load i64, ptr %10, align 8
  br label %12

12:                                               ; preds = %0, %9
  %13 = phi i64 [ %11, %9 ], [ 1, %0 ]
  %14 = getelementptr inbounds nuw i8, ptr %1, i64 2224
  store i64 0, ptr %14, align 8
  %15 = getelementptr inbounds nuw i8, ptr %1, i64 2184
  store i64 0, ptr %15, align 8
  store i64 -1, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 136), align 8
  store i64 -1, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 128), align 8
  %16 = tail call fastcc i64 @probe()
  %17 = icmp ne i64 %16, 0
  %18 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %19 = icmp eq i64 %18, 0
  %20 = select i1 %17, i1 true, i1 %19
  br i1 %20, label %131, label %21

21:                                               ; preds = %12
  %22 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15008), align 8
  store i64 %22, ptr %15, align 8
  %23 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %24 = load ptr, ptr @solver, align 8
  %25 = load ptr, ptr %24, align 8
  %26 = icmp eq ptr %23, %25
  br i1 %26, label %32, label %27

27:                                               ; preds = %21
  %28 = getelementptr inbounds nuw i8, ptr %25, i64 1936
  %29 = load i64, ptr %28, align 8
  %30 = shl i64 %29, 1
  %31 = add i64 %30, 300
  br label %32

32:                                               ; preds = %21, %27
  %33 = phi i64 [ %31, %27 ], [ 0, %21 ]
  store i64 %33, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 144), align 8
  %34 = icmp eq i64 %13, 0
  br i1 %34, label %131, label %35

35:                                               ; preds = %32, %128
  %36 = phi i64 [ %129, %128 ], [ 0, %32 ]
  store i64 %36, ptr %14, align 8
  %37 = tail call fastcc i64 @probe()
  %38 = icmp ne i64 %37, 0
  %39 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %40 = icmp eq i64 %39, 0
  %41 = select i1 %38, i1 true, i1 %40
  br i1 %41, label %131, label %42

42:                                               ; preds = %35
  %43 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15000), align 8
  %44 = icmp eq i64 %43, 0
  br i1 %44, label %128, label %51

45:                                               ; preds = %120
  %46 = add nuw nsw i64 %52, 1
  %47 = icmp samesign ugt i64 %52, 1
  %48 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15000), align 8
  %49 = icmp eq i64 %48, 0
  %50 = select i1 %47, i1 true, i1 %49
  br i1 %50, label %128, label %51

51:                                               ; preds = %42, %45
  %52 = phi i64 [ %46, %45 ], [ 0, %42 ]
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14728), ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14904), i64 176, i1 false)
  %53 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14824), align 8
  store i64 %53, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  store i64 -1, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15088), align 8
  tail call fastcc void @find_variables()
  tail call fastcc void @find_more_variables()
  %54 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 128), align 8
  %55 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %56 = icmp ult i64 %54, %55
  %57 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 136), align 8
  %58 = icmp ugt i64 %57, 63
  %59 = zext i1 %58 to i64
  %60 = add i64 %54, %59
  %61 = select i1 %56, i64 %60, i64 0
  %62 = icmp eq i64 %55, 0
  %63 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  %64 = icmp eq i64 %63, 0
  %65 = select i1 %62, i1 true, i1 %64
  br i1 %65, label %117, label %66

66:                                               ; preds = %51, %110
  %67 = phi i64 [ %112, %110 ], [ %55, %51 ]
  %68 = phi i64 [ %111, %110 ], [ 0, %51 ]
  %69 = add i64 %68, %61
  %70 = urem i64 %69, %67
  %71 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %70
  %72 = load ptr, ptr @solver, align 8
  %73 = getelementptr inbounds nuw i8, ptr %72, i64 392
  %74 = load i64, ptr %73, align 8
  %75 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %76 = icmp ult i64 %74, %75
  br i1 %76, label %77, label %131

77:                                               ; preds = %66
  %78 = load i64, ptr %71, align 8
  switch i64 %78, label %91 [
    i64 4, label %79
    i64 5, label %85
  ]

79:                                               ; preds = %77
  %80 = getelementptr inbounds nuw i8, ptr %71, i64 8
  %81 = load i64, ptr %80, align 8
  %82 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %81
  %83 = load i64, ptr %82, align 8
  %84 = icmp ne i64 %83, 0
  br label %91

85:                                               ; preds = %77
  %86 = getelementptr inbounds nuw i8, ptr %71, i64 8
  %87 = load i64, ptr %86, align 8
  %88 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7800), i64 %87
  %89 = load i64, ptr %88, align 8
  %90 = icmp ne i64 %89, 0
  br label %91

91:                                               ; preds = %77, %79, %85
  %92 = phi i1 [ true, %77 ], [ true, %85 ], [ %84, %79 ]
  %93 = phi i1 [ true, %77 ], [ %90, %85 ], [ true, %79 ]
  %94 = tail call fastcc i64 @solve_variable(i64 noundef %70)
  %95 = icmp eq i64 %94, 0
  br i1 %95, label %96, label %131

96:                                               ; preds = %91
  %97 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15088), align 8
  %98 = icmp eq i64 %97, %70
  %99 = select i1 %92, i1 true, i1 %98
  br i1 %99, label %104, label %100

100:                                              ; preds = %96
  %101 = getelementptr inbounds nuw i8, ptr %71, i64 8
  %102 = load i64, ptr %101, align 8
  %103 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %102
  store i64 0, ptr %103, align 8
  br label %104

104:                                              ; preds = %100, %96
  %105 = select i1 %93, i1 true, i1 %98
  br i1 %105, label %110, label %106

106:                                              ; preds = %104
  %107 = getelementptr inbounds nuw i8, ptr %71, i64 8
  %108 = load i64, ptr %107, align 8
  %109 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7800), i64 %108
  store i64 0, ptr %109, align 8
  br label %110

110:                                              ; preds = %104, %106
  %111 = add nuw i64 %68, 1
  %112 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %113 = icmp uge i64 %111, %112
  %114 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  %115 = icmp eq i64 %114, 0
  %116 = select i1 %113, i1 true, i1 %115
  br i1 %116, label %117, label %66

117:                                              ; preds = %110, %51
  %118 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15088), align 8
  %119 = icmp eq i64 %118, -1
  br i1 %119, label %128, label %120

120:                                              ; preds = %117
  %121 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %118
  %122 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15096), align 8
  tail call fastcc void @put(ptr noundef nonnull %121, i64 noundef %122)
  %123 = tail call fastcc i64 @probe()
  %124 = icmp ne i64 %123, 0
  %125 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %126 = icmp eq i64 %125, 0
  %127 = select i1 %124, i1 true, i1 %126
  br i1 %127, label %131, label %45

128:                                              ; preds = %117, %45, %42
  %129 = add nuw i64 %36, 1
  %130 = icmp eq i64 %129, %13
  br i1 %130, label %131, label %35

131:                                              ; preds = %35, %128, %120, %91, %66, %32, %12
  %132 = phi i64 [ %16, %12 ], [ %123, %120 ], [ 0, %32 ], [ 0, %66 ], [ %94, %91 ], [ %37, %35 ], [ 0, %128 ]
  ret i64 %132
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @scatter() unnamed_addr {
  %1 = alloca i64, align 8
  %2 = load ptr, ptr @solver, align 8
  %3 = load ptr, ptr %2, align 8
  %4 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %5 = load ptr, ptr %4, align 8
  %6 = tail call fastcc i64 @probe()
  %7 = icmp ne i64 %6, 0
  %8 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %9 = icmp eq i64 %8, 0
  %10 = select i1 %7, i1 true, i1 %9
  br i1 %10, label %104, label %11

11:                                               ; preds = %0
  tail call fastcc void @find_variables()
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @scatter.base, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %12 = tail call fastcc i64 @log_length(ptr noundef %3)
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %16, label %14

14:                                               ; preds = %11
  %15 = getelementptr inbounds nuw i8, ptr %3, i64 2032
  br label %24

16:                                               ; preds = %45, %11
  %17 = phi i64 [ 0, %11 ], [ %46, %45 ]
  %18 = getelementptr inbounds nuw i8, ptr %3, i64 1936
  %19 = load i64, ptr %18, align 8
  %20 = icmp ult i64 %19, 250
  %21 = select i1 %20, i64 100, i64 5
  %22 = icmp eq i64 %17, 0
  %23 = getelementptr inbounds nuw i8, ptr %5, i64 2368
  br label %53

24:                                               ; preds = %14, %45
  %25 = phi i64 [ %12, %14 ], [ %27, %45 ]
  %26 = phi i64 [ 0, %14 ], [ %46, %45 ]
  %27 = add i64 %25, -1
  %28 = load ptr, ptr %15, align 8
  %29 = getelementptr inbounds nuw %struct.access, ptr %28, i64 %27
  %30 = getelementptr inbounds nuw i8, ptr %29, i64 8
  %31 = load i64, ptr %30, align 8
  %32 = icmp eq i64 %31, 8
  br i1 %32, label %33, label %38

33:                                               ; preds = %24
  %34 = getelementptr inbounds nuw i8, ptr %29, i64 24
  %35 = load i64, ptr %34, align 8
  %36 = tail call fastcc i32 @in_heap(ptr noundef %5, i64 noundef %35)
  %37 = icmp ne i32 %36, 0
  br label %38

38:                                               ; preds = %33, %24
  %39 = phi i1 [ false, %24 ], [ %37, %33 ]
  %40 = icmp ugt i64 %31, 8
  %41 = select i1 %40, i1 true, i1 %39
  br i1 %41, label %45, label %42

42:                                               ; preds = %38
  %43 = add nuw nsw i64 %26, 1
  %44 = getelementptr inbounds nuw %struct.access, ptr @scatter.log, i64 %26
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 16 dereferenceable(32) %44, ptr noundef nonnull align 8 dereferenceable(32) %29, i64 32, i1 false)
  br label %45

45:                                               ; preds = %42, %38
  %46 = phi i64 [ %26, %38 ], [ %43, %42 ]
  %47 = icmp ne i64 %27, 0
  %48 = icmp ult i64 %46, 48
  %49 = select i1 %47, i1 %48, i1 false
  br i1 %49, label %24, label %16

50:                                               ; preds = %81
  %51 = add nuw nsw i64 %54, 1
  %52 = icmp eq i64 %51, %21
  br i1 %52, label %104, label %53

53:                                               ; preds = %16, %50
  %54 = phi i64 [ 0, %16 ], [ %51, %50 ]
  %55 = load ptr, ptr @solver, align 8
  %56 = getelementptr inbounds nuw i8, ptr %55, i64 392
  %57 = load i64, ptr %56, align 8
  %58 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %59 = icmp ult i64 %57, %58
  br i1 %59, label %60, label %104

60:                                               ; preds = %53
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @scatter.base, i64 8136, i1 false)
  tail call fastcc void @own_state()
  br i1 %22, label %61, label %64

61:                                               ; preds = %77, %60
  %62 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %63 = icmp eq i64 %62, 0
  br i1 %63, label %81, label %84

64:                                               ; preds = %60, %77
  %65 = phi i64 [ %79, %77 ], [ 0, %60 ]
  %66 = getelementptr inbounds nuw %struct.access, ptr @scatter.log, i64 %65
  %67 = getelementptr inbounds nuw i8, ptr %66, i64 8
  %68 = load i64, ptr %67, align 8
  %69 = load i64, ptr %23, align 8
  %70 = icmp ne i64 %69, 0
  %71 = icmp ugt i64 %68, 3
  %72 = select i1 %70, i1 %71, i1 false
  br i1 %72, label %73, label %75

73:                                               ; preds = %64
  %74 = tail call fastcc i64 @element(ptr noundef nonnull %5, i64 noundef %68)
  br label %77

75:                                               ; preds = %64
  %76 = tail call fastcc i64 @random_word(ptr noundef nonnull %5)
  br label %77

77:                                               ; preds = %75, %73
  %78 = phi i64 [ %74, %73 ], [ %76, %75 ]
  tail call fastcc void @set_loaded(ptr noundef nonnull %66, i64 noundef %78)
  %79 = add nuw i64 %65, 1
  %80 = icmp eq i64 %79, %17
  br i1 %80, label %61, label %64

81:                                               ; preds = %100, %61
  tail call fastcc void @keep_state()
  %82 = tail call fastcc i64 @probe()
  %83 = icmp eq i64 %82, 0
  br i1 %83, label %50, label %104

84:                                               ; preds = %61, %100
  %85 = phi i64 [ %101, %100 ], [ 0, %61 ]
  %86 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %85
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  %87 = tail call fastcc i64 @random_word(ptr noundef %5)
  %88 = load i64, ptr %86, align 8
  %89 = icmp ugt i64 %88, 2
  br i1 %89, label %100, label %90

90:                                               ; preds = %84
  %91 = getelementptr inbounds nuw i8, ptr %86, i64 16
  %92 = load i64, ptr %91, align 8
  %93 = icmp ugt i64 %92, 16
  br i1 %93, label %100, label %94

94:                                               ; preds = %90
  %95 = tail call fastcc i64 @get(ptr noundef nonnull %86)
  %96 = call fastcc i32 @allowed(ptr noundef %5, ptr noundef nonnull %86, i64 noundef %95, i64 noundef %87, ptr noundef %1)
  %97 = icmp eq i32 %96, 0
  br i1 %97, label %100, label %98

98:                                               ; preds = %94
  %99 = load i64, ptr %1, align 8
  tail call fastcc void @put(ptr noundef nonnull %86, i64 noundef %99)
  br label %100

100:                                              ; preds = %94, %98, %84, %90
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  %101 = add nuw i64 %85, 1
  %102 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %103 = icmp ult i64 %101, %102
  br i1 %103, label %84, label %81

104:                                              ; preds = %81, %53, %50, %0
  %105 = phi i64 [ %6, %0 ], [ 0, %50 ], [ 0, %53 ], [ %82, %81 ]
  ret i64 %105
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @solve_from(i64 noundef range(i64 0, 2) %0, ptr noundef nonnull writeonly captures(none) initializes((0, 8)) %1) unnamed_addr {
  %3 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 64), align 8
  %4 = icmp ne i64 %3, 0
  %5 = zext i1 %4 to i64
  store i64 0, ptr %1, align 8
  %6 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %7 = getelementptr inbounds nuw i8, ptr %6, i64 2184
  store i64 0, ptr %7, align 8
  %8 = tail call fastcc i64 @probe()
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %10, label %102

10:                                               ; preds = %2
  %11 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %12 = icmp eq i64 %11, 0
  br i1 %12, label %102, label %13

13:                                               ; preds = %10
  store i64 1, ptr %1, align 8
  %14 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %15 = load ptr, ptr @solver, align 8
  %16 = load ptr, ptr %15, align 8
  %17 = icmp eq ptr %14, %16
  br i1 %17, label %23, label %18

18:                                               ; preds = %13
  %19 = getelementptr inbounds nuw i8, ptr %16, i64 1936
  %20 = load i64, ptr %19, align 8
  %21 = shl i64 %20, 1
  %22 = add i64 %21, 300
  br label %23

23:                                               ; preds = %13, %18
  %24 = phi i64 [ %22, %18 ], [ 0, %13 ]
  store i64 %24, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 144), align 8
  %25 = icmp eq i64 %0, 0
  %26 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15008), align 8
  %27 = select i1 %25, i64 %26, i64 1
  %28 = getelementptr inbounds nuw i8, ptr %14, i64 2184
  store i64 %27, ptr %28, align 8
  %29 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15008), align 8
  %30 = icmp eq i64 %29, %27
  br i1 %30, label %34, label %31

31:                                               ; preds = %23
  %32 = tail call fastcc i64 @probe()
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %34, label %102

34:                                               ; preds = %31, %23
  br label %35

35:                                               ; preds = %34, %95
  %36 = phi i64 [ %96, %95 ], [ %5, %34 ]
  %37 = phi i64 [ %99, %95 ], [ 0, %34 ]
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14728), ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14904), i64 176, i1 false)
  %38 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14824), align 8
  store i64 %38, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  store i64 -1, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15088), align 8
  tail call fastcc void @find_variables()
  %39 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %40 = icmp eq i64 %39, 0
  br i1 %40, label %82, label %41

41:                                               ; preds = %35, %78
  %42 = phi i64 [ %79, %78 ], [ 0, %35 ]
  %43 = load ptr, ptr @solver, align 8
  %44 = getelementptr inbounds nuw i8, ptr %43, i64 392
  %45 = load i64, ptr %44, align 8
  %46 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %47 = icmp ult i64 %45, %46
  br i1 %47, label %48, label %102

48:                                               ; preds = %41
  %49 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %42
  %50 = load i64, ptr %49, align 8
  switch i64 %50, label %63 [
    i64 4, label %51
    i64 5, label %57
  ]

51:                                               ; preds = %48
  %52 = getelementptr inbounds nuw i8, ptr %49, i64 8
  %53 = load i64, ptr %52, align 8
  %54 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %53
  %55 = load i64, ptr %54, align 8
  %56 = icmp eq i64 %55, 0
  br label %63

57:                                               ; preds = %48
  %58 = getelementptr inbounds nuw i8, ptr %49, i64 8
  %59 = load i64, ptr %58, align 8
  %60 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7800), i64 %59
  %61 = load i64, ptr %60, align 8
  %62 = icmp eq i64 %61, 0
  br label %63

63:                                               ; preds = %48, %51, %57
  %64 = phi i1 [ false, %48 ], [ false, %57 ], [ %56, %51 ]
  %65 = phi i1 [ false, %48 ], [ %62, %57 ], [ false, %51 ]
  %66 = tail call fastcc i64 @solve_variable(i64 noundef %42)
  %67 = icmp eq i64 %66, 0
  br i1 %67, label %68, label %102

68:                                               ; preds = %63
  br i1 %64, label %69, label %73

69:                                               ; preds = %68
  %70 = getelementptr inbounds nuw i8, ptr %49, i64 8
  %71 = load i64, ptr %70, align 8
  %72 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %71
  store i64 0, ptr %72, align 8
  br label %73

73:                                               ; preds = %69, %68
  br i1 %65, label %74, label %78

74:                                               ; preds = %73
  %75 = getelementptr inbounds nuw i8, ptr %49, i64 8
  %76 = load i64, ptr %75, align 8
  %77 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7800), i64 %76
  store i64 0, ptr %77, align 8
  br label %78

78:                                               ; preds = %73, %74
  %79 = add nuw i64 %42, 1
  %80 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %81 = icmp ult i64 %79, %80
  br i1 %81, label %41, label %82

82:                                               ; preds = %78, %35
  %83 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15088), align 8
  %84 = icmp eq i64 %83, -1
  br i1 %84, label %85, label %90

85:                                               ; preds = %82
  %86 = icmp eq i64 %36, 0
  br i1 %86, label %87, label %102

87:                                               ; preds = %85
  %88 = tail call fastcc i64 @wander()
  %89 = icmp eq i64 %88, 0
  br i1 %89, label %95, label %102

90:                                               ; preds = %82
  %91 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %83
  %92 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15096), align 8
  tail call fastcc void @put(ptr noundef nonnull %91, i64 noundef %92)
  %93 = tail call fastcc i64 @probe()
  %94 = icmp eq i64 %93, 0
  br i1 %94, label %95, label %102

95:                                               ; preds = %90, %87
  %96 = phi i64 [ 1, %87 ], [ %36, %90 ]
  %97 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %98 = icmp eq i64 %97, 0
  %99 = add nuw nsw i64 %37, 1
  %100 = icmp eq i64 %99, 12
  %101 = select i1 %98, i1 true, i1 %100
  br i1 %101, label %102, label %35

102:                                              ; preds = %85, %87, %90, %95, %63, %41, %31, %10, %2
  %103 = phi i64 [ %8, %2 ], [ 0, %10 ], [ %32, %31 ], [ %66, %63 ], [ 0, %41 ], [ 0, %95 ], [ %88, %87 ], [ %93, %90 ], [ 0, %85 ]
  ret i64 %103
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @probe() unnamed_addr {
  %1 = load ptr, ptr @solver, align 8
  %2 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %3 = getelementptr inbounds nuw i8, ptr %2, i64 2168
  tail call fastcc void @restore(ptr noundef %1)
  store i64 1, ptr %3, align 8
  %4 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %5 = getelementptr inbounds nuw i8, ptr %2, i64 2176
  store i64 %4, ptr %5, align 8
  %6 = getelementptr inbounds nuw i8, ptr %2, i64 2280
  store i64 0, ptr %6, align 8
  %7 = getelementptr inbounds nuw i8, ptr %2, i64 2192
  store i64 0, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %2, i64 2232
  store i64 0, ptr %8, align 8
  %9 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 56), align 8
  %10 = getelementptr inbounds nuw i8, ptr %2, i64 2200
  store i64 %9, ptr %10, align 8
  %11 = getelementptr inbounds nuw i8, ptr %2, i64 2216
  store i64 0, ptr %11, align 8
  %12 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %13 = getelementptr inbounds nuw i8, ptr %12, i64 %4
  %14 = load i8, ptr %13, align 1
  %15 = zext i8 %14 to i64
  %16 = getelementptr inbounds nuw i8, ptr %2, i64 2208
  store i64 %15, ptr %16, align 8
  %17 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %18 = getelementptr inbounds nuw i8, ptr %17, i64 256
  %19 = load ptr, ptr %18, align 8
  %20 = getelementptr inbounds nuw i8, ptr %19, i64 %4
  store i8 0, ptr %20, align 1
  %21 = tail call fastcc i64 @try_test(ptr noundef %1)
  store i64 0, ptr %3, align 8
  %22 = getelementptr inbounds nuw i8, ptr %1, i64 392
  %23 = load i64, ptr %22, align 8
  %24 = add i64 %23, 120
  store i64 %24, ptr %22, align 8
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14904), ptr noundef nonnull align 8 dereferenceable(176) %3, i64 176, i1 false)
  %25 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %26 = icmp eq i64 %25, 0
  %27 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 32), align 8
  %28 = icmp eq i64 %27, 0
  %29 = select i1 %26, i1 true, i1 %28
  br i1 %29, label %37, label %30

30:                                               ; preds = %0
  %31 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 40), align 8
  %32 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14992), align 8
  %33 = tail call fastcc i64 @ones(i64 noundef %32)
  %34 = and i64 %33, %31
  store i64 %34, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14984), align 8
  %35 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14976), align 8
  %36 = tail call fastcc i64 @distance(i64 noundef 1, i64 noundef %35, i64 noundef %34, i64 noundef %32)
  store i64 %36, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15000), align 8
  br label %37

37:                                               ; preds = %30, %0
  ret i64 %21
}

; Function Attrs: noinline nounwind optsize
define internal fastcc i64 @luck() unnamed_addr {
  tail call fastcc void @own_state()
  %1 = load ptr, ptr @solver, align 8
  %2 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %3 = load ptr, ptr %2, align 8
  %4 = tail call fastcc i64 @random_word(ptr noundef %3)
  tail call fastcc void @keep_state()
  ret i64 %4
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @find_variables() unnamed_addr {
  %1 = load ptr, ptr @solver, align 8
  %2 = load ptr, ptr %1, align 8
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %4 = load ptr, ptr %3, align 8
  store i64 0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  store i64 0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %6 = load i64, ptr %5, align 8
  %7 = and i64 %6, 9223372036854775807
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %11, label %9

9:                                                ; preds = %0
  %10 = getelementptr inbounds nuw i8, ptr %4, i64 24
  br label %18

11:                                               ; preds = %57, %0
  %12 = getelementptr inbounds nuw i8, ptr %2, i64 2080
  %13 = load i64, ptr %12, align 8
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %62, label %15

15:                                               ; preds = %11
  %16 = getelementptr inbounds nuw i8, ptr %2, i64 296
  %17 = getelementptr inbounds nuw i8, ptr %2, i64 2104
  br label %68

18:                                               ; preds = %9, %57
  %19 = phi i64 [ %6, %9 ], [ %59, %57 ]
  %20 = phi i64 [ 0, %9 ], [ %58, %57 ]
  %21 = urem i64 %20, %19
  %22 = getelementptr inbounds nuw %struct.slot, ptr %10, i64 %21
  %23 = icmp eq i64 %20, %19
  br i1 %23, label %24, label %27

24:                                               ; preds = %18
  %25 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  store i64 %25, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %26 = load i64, ptr %5, align 8
  br label %27

27:                                               ; preds = %24, %18
  %28 = phi i64 [ %26, %24 ], [ %19, %18 ]
  %29 = getelementptr inbounds nuw i8, ptr %22, i64 24
  %30 = load i64, ptr %29, align 8
  %31 = icmp eq i64 %30, 1
  %32 = icmp ult i64 %20, %28
  %33 = xor i1 %31, %32
  br i1 %33, label %34, label %57

34:                                               ; preds = %27
  %35 = load i64, ptr %22, align 8
  %36 = getelementptr inbounds nuw i8, ptr %22, i64 8
  %37 = load i64, ptr %36, align 8
  switch i64 %35, label %46 [
    i64 0, label %38
    i64 2, label %41
  ]

38:                                               ; preds = %34
  %39 = getelementptr inbounds nuw i8, ptr %22, i64 16
  %40 = load i64, ptr %39, align 8
  tail call fastcc void @add_variable(i64 noundef 0, i64 noundef %37, i64 noundef %40, i64 noundef %21)
  br label %57

41:                                               ; preds = %34
  %42 = lshr i64 %37, 3
  %43 = and i64 %42, 15
  %44 = getelementptr inbounds nuw i8, ptr %22, i64 16
  %45 = load i64, ptr %44, align 8
  tail call fastcc void @add_variable(i64 noundef 2, i64 noundef %43, i64 noundef %45, i64 noundef %21)
  br label %57

46:                                               ; preds = %34
  %47 = shl i64 %37, 1
  %48 = getelementptr inbounds nuw i8, ptr %22, i64 16
  %49 = load i64, ptr %48, align 8
  %50 = tail call i64 @llvm.umin.i64(i64 %49, i64 64)
  tail call fastcc void @add_variable(i64 noundef 1, i64 noundef %47, i64 noundef %50, i64 noundef %21)
  %51 = load i64, ptr %48, align 8
  %52 = icmp ugt i64 %51, 64
  br i1 %52, label %53, label %57

53:                                               ; preds = %46
  %54 = load i64, ptr %36, align 8
  %55 = shl i64 %54, 1
  %56 = or disjoint i64 %55, 1
  tail call fastcc void @add_variable(i64 noundef 1, i64 noundef %56, i64 noundef 64, i64 noundef %21)
  br label %57

57:                                               ; preds = %38, %46, %53, %41, %27
  %58 = add nuw i64 %20, 1
  %59 = load i64, ptr %5, align 8
  %60 = shl i64 %59, 1
  %61 = icmp ult i64 %58, %60
  br i1 %61, label %18, label %11

62:                                               ; preds = %115, %11
  %63 = getelementptr inbounds nuw i8, ptr %2, i64 2112
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %64, 0
  br i1 %65, label %121, label %66

66:                                               ; preds = %62
  %67 = getelementptr inbounds nuw i8, ptr %2, i64 2128
  br label %127

68:                                               ; preds = %15, %115
  %69 = phi i64 [ 0, %15 ], [ %116, %115 ]
  %70 = load ptr, ptr %16, align 8
  %71 = load ptr, ptr %17, align 8
  %72 = getelementptr inbounds nuw %struct.call, ptr %71, i64 %69
  %73 = load i64, ptr %72, align 8
  %74 = getelementptr inbounds nuw %struct.stub, ptr %70, i64 %73
  %75 = getelementptr inbounds nuw i8, ptr %74, i64 2616
  %76 = load i64, ptr %75, align 8
  %77 = icmp eq i64 %76, 0
  br i1 %77, label %115, label %78

78:                                               ; preds = %68
  %79 = getelementptr inbounds nuw i8, ptr %74, i64 3136
  %80 = load i64, ptr %79, align 8
  %81 = icmp eq i64 %80, 0
  br i1 %81, label %82, label %115

82:                                               ; preds = %78
  %83 = getelementptr inbounds nuw i8, ptr %74, i64 2624
  %84 = load i64, ptr %83, align 8
  %85 = icmp eq i64 %84, 0
  %86 = getelementptr inbounds nuw i8, ptr %74, i64 2632
  %87 = load i64, ptr %86, align 8
  %88 = getelementptr inbounds nuw i8, ptr %72, i64 1008
  %89 = shl i64 %87, 4
  %90 = getelementptr inbounds nuw i8, ptr %88, i64 %89
  %91 = getelementptr inbounds nuw i8, ptr %72, i64 864
  %92 = getelementptr inbounds nuw i64, ptr %91, i64 %87
  %93 = select i1 %85, ptr %92, ptr %90
  %94 = load i64, ptr %93, align 8
  %95 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7544), i64 %69
  store i64 %94, ptr %95, align 8
  %96 = getelementptr inbounds nuw i8, ptr %74, i64 2640
  %97 = load i64, ptr %96, align 8
  %98 = icmp ult i64 %97, 64
  br i1 %98, label %99, label %102

99:                                               ; preds = %82
  %100 = tail call fastcc i64 @ones(i64 noundef %97)
  %101 = and i64 %100, %94
  store i64 %101, ptr %95, align 8
  br label %102

102:                                              ; preds = %99, %82
  %103 = getelementptr inbounds nuw i8, ptr %74, i64 2944
  %104 = load i64, ptr %103, align 8
  %105 = icmp eq i64 %104, 0
  br i1 %105, label %106, label %112

106:                                              ; preds = %102
  %107 = getelementptr inbounds nuw i8, ptr %74, i64 3072
  %108 = load i64, ptr %107, align 8
  %109 = getelementptr inbounds nuw i8, ptr %74, i64 3008
  %110 = load i64, ptr %109, align 8
  %111 = icmp sgt i64 %108, %110
  br i1 %111, label %115, label %112

112:                                              ; preds = %106, %102
  %113 = load i64, ptr %96, align 8
  %114 = tail call i64 @llvm.umin.i64(i64 %113, i64 64)
  tail call fastcc void @add_variable(i64 noundef 4, i64 noundef %69, i64 noundef %114, i64 noundef -1)
  br label %115

115:                                              ; preds = %112, %106, %68, %78
  %116 = add nuw nsw i64 %69, 1
  %117 = load i64, ptr %12, align 8
  %118 = icmp ult i64 %116, %117
  %119 = icmp samesign ult i64 %69, 31
  %120 = select i1 %118, i1 %119, i1 false
  br i1 %120, label %68, label %62

121:                                              ; preds = %127, %62
  %122 = getelementptr inbounds nuw i8, ptr %4, i64 6296
  %123 = load i64, ptr %122, align 8
  store i64 %123, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %150, label %125

125:                                              ; preds = %121
  %126 = getelementptr inbounds nuw i8, ptr %4, i64 6304
  br label %139

127:                                              ; preds = %66, %127
  %128 = phi i64 [ 0, %66 ], [ %134, %127 ]
  %129 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8056), i64 %128
  %130 = load ptr, ptr %67, align 8
  %131 = getelementptr inbounds nuw %struct.patch, ptr %130, i64 %128
  %132 = getelementptr inbounds nuw i8, ptr %131, i64 24
  %133 = tail call ptr @memcpy(ptr noundef nonnull %129, ptr noundef nonnull %132, i64 noundef 8)
  tail call fastcc void @add_variable(i64 noundef 5, i64 noundef %128, i64 noundef 64, i64 noundef -1)
  %134 = add nuw nsw i64 %128, 1
  %135 = load i64, ptr %63, align 8
  %136 = icmp ult i64 %134, %135
  %137 = icmp samesign ult i64 %128, 31
  %138 = select i1 %136, i1 %137, i1 false
  br i1 %138, label %127, label %121

139:                                              ; preds = %125, %139
  %140 = phi i64 [ 0, %125 ], [ %147, %139 ]
  %141 = getelementptr inbounds nuw %struct.define, ptr %126, i64 %140
  %142 = load i64, ptr %141, align 8
  %143 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %140
  store i64 %142, ptr %143, align 8
  %144 = getelementptr inbounds nuw i8, ptr %141, i64 8
  %145 = load i64, ptr %144, align 8
  %146 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %140
  store i64 %145, ptr %146, align 8
  %147 = add nuw i64 %140, 1
  %148 = load i64, ptr %122, align 8
  %149 = icmp ult i64 %147, %148
  br i1 %149, label %139, label %151

150:                                              ; preds = %170, %121
  ret void

151:                                              ; preds = %139, %170
  %152 = phi i64 [ %171, %170 ], [ %123, %139 ]
  %153 = phi i64 [ %154, %170 ], [ 0, %139 ]
  %154 = add nuw i64 %153, 1
  %155 = icmp ult i64 %154, %152
  br i1 %155, label %156, label %168

156:                                              ; preds = %151
  %157 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %153
  %158 = load i64, ptr %157, align 8
  br label %160

159:                                              ; preds = %160
  br i1 %164, label %168, label %170

160:                                              ; preds = %156, %160
  %161 = phi i64 [ %154, %156 ], [ %165, %160 ]
  %162 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %161
  %163 = load i64, ptr %162, align 8
  %164 = icmp ne i64 %163, %158
  %165 = add nuw i64 %161, 1
  %166 = icmp ult i64 %165, %152
  %167 = select i1 %166, i1 %164, i1 false
  br i1 %167, label %160, label %159

168:                                              ; preds = %151, %159
  tail call fastcc void @add_variable(i64 noundef 3, i64 noundef %153, i64 noundef 64, i64 noundef -1)
  %169 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  br label %170

170:                                              ; preds = %168, %159
  %171 = phi i64 [ %169, %168 ], [ %152, %159 ]
  %172 = icmp ult i64 %154, %171
  br i1 %172, label %151, label %150
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @trace_back(i64 noundef %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef range(i64 0, 11) %4) unnamed_addr {
  %6 = alloca i64, align 8
  %7 = alloca i64, align 8
  %8 = alloca i64, align 8
  %9 = alloca i64, align 8
  %10 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %11 = load ptr, ptr @solver, align 8
  %12 = getelementptr inbounds nuw i8, ptr %11, i64 16
  %13 = load ptr, ptr %12, align 8
  %14 = icmp eq i64 %4, 0
  %15 = icmp ugt i64 %1, 30
  %16 = or i1 %15, %14
  br i1 %16, label %201, label %17

17:                                               ; preds = %5
  %18 = getelementptr inbounds nuw i8, ptr %11, i64 392
  %19 = load i64, ptr %18, align 8
  %20 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %21 = icmp ult i64 %19, %20
  br i1 %21, label %22, label %201

22:                                               ; preds = %17
  %23 = add i64 %0, -2
  %24 = icmp ult i64 %23, 4094
  br i1 %24, label %25, label %30

25:                                               ; preds = %22
  %26 = getelementptr inbounds nuw i8, ptr %10, i64 248
  %27 = load ptr, ptr %26, align 8
  %28 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 152), align 8
  %29 = shl nuw nsw i64 1, %1
  br label %33

30:                                               ; preds = %47, %22
  %31 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %201, label %49

33:                                               ; preds = %25, %47
  %34 = phi i64 [ %0, %25 ], [ %36, %47 ]
  %35 = phi i64 [ %0, %25 ], [ %46, %47 ]
  %36 = add i64 %34, -1
  %37 = getelementptr i16, ptr %28, i64 %35
  %38 = getelementptr i8, ptr %37, i64 -2
  %39 = load i16, ptr %38, align 2
  %40 = zext i16 %39 to i64
  %41 = getelementptr inbounds nuw %struct.instruction, ptr %27, i64 %40
  %42 = getelementptr inbounds nuw i8, ptr %41, i64 176
  %43 = load i64, ptr %42, align 8
  %44 = and i64 %43, %29
  %45 = icmp eq i64 %44, 0
  %46 = add i64 %35, -1
  br i1 %45, label %47, label %74

47:                                               ; preds = %33
  %48 = icmp ugt i64 %46, 1
  br i1 %48, label %33, label %30

49:                                               ; preds = %30, %71
  %50 = phi i64 [ %72, %71 ], [ 0, %30 ]
  %51 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %50
  %52 = load i64, ptr %51, align 8
  %53 = icmp eq i64 %52, 0
  br i1 %53, label %54, label %71

54:                                               ; preds = %49
  %55 = getelementptr inbounds nuw i8, ptr %51, i64 8
  %56 = load i64, ptr %55, align 8
  %57 = icmp eq i64 %56, %1
  br i1 %57, label %58, label %71

58:                                               ; preds = %54
  %59 = tail call fastcc i64 @get(ptr noundef nonnull %51)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %60 = tail call fastcc i64 @ones(i64 noundef %2)
  %61 = xor i64 %60, -1
  %62 = and i64 %59, %61
  %63 = and i64 %60, %3
  %64 = or i64 %62, %63
  %65 = call fastcc i32 @allowed(ptr noundef %13, ptr noundef nonnull %51, i64 noundef %59, i64 noundef %64, ptr noundef %6)
  %66 = icmp eq i32 %65, 0
  br i1 %66, label %69, label %67

67:                                               ; preds = %58
  %68 = load i64, ptr %6, align 8
  tail call fastcc void @put(ptr noundef nonnull %51, i64 noundef %68)
  br label %69

69:                                               ; preds = %67, %58
  %70 = phi i32 [ 1, %67 ], [ 0, %58 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %201

71:                                               ; preds = %54, %49
  %72 = add nuw i64 %50, 1
  %73 = icmp eq i64 %72, %31
  br i1 %73, label %201, label %49

74:                                               ; preds = %33
  %75 = getelementptr inbounds nuw i8, ptr %41, i64 192
  %76 = load i64, ptr %75, align 8
  %77 = tail call i64 @llvm.umin.i64(i64 %76, i64 %2)
  %78 = getelementptr inbounds nuw i8, ptr %41, i64 200
  %79 = load i64, ptr %78, align 8
  %80 = icmp eq i64 %79, 0
  br i1 %80, label %83, label %81

81:                                               ; preds = %74
  %82 = icmp ugt i64 %46, 1
  br i1 %82, label %100, label %86

83:                                               ; preds = %74
  %84 = getelementptr inbounds nuw i8, ptr %41, i64 184
  %85 = add nsw i64 %4, -1
  br label %166

86:                                               ; preds = %100, %81
  %87 = phi i64 [ 0, %81 ], [ %107, %100 ]
  %88 = getelementptr inbounds nuw i8, ptr %41, i64 208
  %89 = load i64, ptr %88, align 8
  %90 = icmp ult i64 %89, 31
  %91 = shl i64 %87, 1
  %92 = icmp eq i64 %89, %1
  %93 = zext i1 %92 to i64
  %94 = or disjoint i64 %91, %93
  %95 = select i1 %90, i64 %94, i64 %87
  %96 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 160), align 8
  %97 = icmp eq i64 %96, 0
  br i1 %97, label %201, label %98

98:                                               ; preds = %86
  %99 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 168), align 8
  br label %110

100:                                              ; preds = %81, %100
  %101 = phi i64 [ %107, %100 ], [ 0, %81 ]
  %102 = phi i64 [ %108, %100 ], [ 1, %81 ]
  %103 = getelementptr inbounds nuw i16, ptr %28, i64 %102
  %104 = load i16, ptr %103, align 2
  %105 = icmp eq i16 %104, %39
  %106 = zext i1 %105 to i64
  %107 = add i64 %101, %106
  %108 = add nuw i64 %102, 1
  %109 = icmp eq i64 %108, %36
  br i1 %109, label %86, label %100

110:                                              ; preds = %98, %162
  %111 = phi i64 [ 0, %98 ], [ %163, %162 ]
  %112 = phi i64 [ 0, %98 ], [ %164, %162 ]
  %113 = getelementptr inbounds nuw %struct.access, ptr %99, i64 %112
  %114 = getelementptr inbounds nuw i8, ptr %113, i64 16
  %115 = load i64, ptr %114, align 8
  %116 = icmp eq i64 %115, %40
  br i1 %116, label %117, label %162

117:                                              ; preds = %110
  %118 = add i64 %111, 1
  %119 = icmp eq i64 %111, %95
  br i1 %119, label %120, label %162

120:                                              ; preds = %117
  %121 = load i64, ptr %113, align 8
  %122 = and i64 %121, -8
  tail call fastcc void @know_word(i64 noundef %122)
  %123 = load i64, ptr %113, align 8
  %124 = tail call fastcc ptr @word_at(i64 noundef %123)
  %125 = and i64 %123, 7
  %126 = load i64, ptr %78, align 8
  %127 = shl i64 %126, 3
  %128 = icmp ult i64 %127, %77
  %129 = tail call i64 @llvm.umin.i64(i64 %127, i64 %77)
  %130 = icmp eq ptr %124, null
  %131 = add i64 %126, %125
  %132 = icmp ugt i64 %131, 8
  %133 = select i1 %130, i1 true, i1 %132
  br i1 %133, label %201, label %134

134:                                              ; preds = %120
  %135 = icmp eq i64 %126, 8
  br i1 %135, label %136, label %141

136:                                              ; preds = %134
  %137 = load ptr, ptr @solver, align 8
  %138 = load ptr, ptr %137, align 8
  %139 = tail call fastcc i32 @own_place(ptr noundef %138, i64 noundef %3)
  %140 = icmp eq i32 %139, 0
  br i1 %140, label %141, label %201

141:                                              ; preds = %136, %134
  %142 = tail call fastcc i64 @ones(i64 noundef %77)
  %143 = and i64 %142, %3
  %144 = tail call i64 @llvm.umin.i64(i64 %129, i64 63)
  %145 = lshr i64 %143, %144
  %146 = icmp ne i64 %145, 0
  %147 = select i1 %128, i1 %146, i1 false
  br i1 %147, label %148, label %152

148:                                              ; preds = %141
  %149 = sub nuw i64 %77, %129
  %150 = tail call fastcc i64 @ones(i64 noundef %149)
  %151 = icmp eq i64 %145, %150
  br i1 %151, label %152, label %201

152:                                              ; preds = %148, %141
  %153 = tail call fastcc i64 @ones(i64 noundef %129)
  %154 = shl nuw nsw i64 %125, 3
  %155 = shl i64 %153, %154
  %156 = load i64, ptr %124, align 8
  %157 = xor i64 %155, -1
  %158 = and i64 %156, %157
  %159 = and i64 %153, %3
  %160 = shl i64 %159, %154
  %161 = or i64 %158, %160
  store i64 %161, ptr %124, align 8
  br label %201

162:                                              ; preds = %117, %110
  %163 = phi i64 [ %118, %117 ], [ %111, %110 ]
  %164 = add nuw i64 %112, 1
  %165 = icmp eq i64 %164, %96
  br i1 %165, label %201, label %110

166:                                              ; preds = %83, %198
  %167 = phi i64 [ 0, %83 ], [ %199, %198 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  %168 = load i64, ptr %84, align 8
  %169 = shl nuw nsw i64 1, %167
  %170 = and i64 %168, %169
  %171 = icmp eq i64 %170, 0
  br i1 %171, label %198, label %172

172:                                              ; preds = %166
  %173 = call fastcc i32 @invert_one(i64 noundef %46, i64 noundef %167, i64 noundef %1, i64 noundef %77, i64 noundef %3, ptr noundef %7)
  %174 = icmp eq i32 %173, 0
  br i1 %174, label %198, label %175

175:                                              ; preds = %172
  %176 = load i64, ptr %75, align 8
  %177 = tail call fastcc i64 @ones(i64 noundef %176)
  %178 = tail call fastcc i64 @ones(i64 noundef %77)
  %179 = xor i64 %178, -1
  %180 = and i64 %177, %179
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  call void @llvm.lifetime.start.p0(ptr nonnull %9)
  %181 = icmp eq i64 %180, 0
  %182 = load i64, ptr %7, align 8
  br i1 %181, label %193, label %183

183:                                              ; preds = %175
  %184 = xor i64 %182, %180
  %185 = call fastcc i32 @look(i64 noundef %46, i64 noundef %167, i64 noundef 1, i64 noundef %184, i64 noundef %1, ptr noundef nonnull %8, ptr noundef %9)
  %186 = icmp eq i32 %185, 0
  br i1 %186, label %193, label %187

187:                                              ; preds = %183
  %188 = load i64, ptr %9, align 8
  %189 = xor i64 %188, %3
  %190 = and i64 %189, %178
  %191 = icmp eq i64 %190, 0
  %192 = select i1 %191, i64 %77, i64 %176
  br label %193

193:                                              ; preds = %187, %183, %175
  %194 = phi i64 [ %192, %187 ], [ %176, %175 ], [ %176, %183 ]
  %195 = tail call fastcc i32 @trace_back(i64 noundef %46, i64 noundef %167, i64 noundef %194, i64 noundef %182, i64 noundef %85)
  %196 = icmp eq i32 %195, 0
  call void @llvm.lifetime.end.p0(ptr nonnull %9)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  br i1 %196, label %198, label %197

197:                                              ; preds = %193
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  br label %201

198:                                              ; preds = %193, %166, %172
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  %199 = add nuw nsw i64 %167, 1
  %200 = icmp eq i64 %199, 31
  br i1 %200, label %201, label %166

201:                                              ; preds = %162, %198, %71, %197, %30, %86, %152, %148, %136, %120, %69, %5, %17
  %202 = phi i32 [ 0, %5 ], [ 0, %17 ], [ 0, %71 ], [ 0, %86 ], [ %70, %69 ], [ 0, %120 ], [ 0, %148 ], [ 1, %152 ], [ 0, %136 ], [ 0, %198 ], [ 0, %30 ], [ 1, %197 ], [ 0, %162 ]
  ret i32 %202
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @repair() unnamed_addr {
  %1 = load ptr, ptr @solver, align 8
  %2 = load ptr, ptr %1, align 8
  %3 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %4 = load ptr, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %2, i64 1928
  %6 = load i64, ptr %5, align 8
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @repair.before, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %7 = getelementptr inbounds nuw i8, ptr %1, i64 392
  %8 = getelementptr inbounds nuw i8, ptr %2, i64 1960
  %9 = getelementptr inbounds nuw i8, ptr %2, i64 1952
  %10 = getelementptr inbounds nuw i8, ptr %4, i64 6128
  %11 = getelementptr inbounds nuw i8, ptr %4, i64 5928
  %12 = getelementptr inbounds nuw i8, ptr %4, i64 5904
  %13 = getelementptr inbounds nuw i8, ptr %4, i64 2112
  %14 = getelementptr inbounds nuw i8, ptr %4, i64 2120
  br label %15

15:                                               ; preds = %103, %0
  %16 = phi i64 [ 0, %0 ], [ %106, %103 ]
  %17 = icmp eq i64 %16, 0
  br i1 %17, label %22, label %18

18:                                               ; preds = %15
  %19 = load i64, ptr %7, align 8
  %20 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %21 = icmp ult i64 %19, %20
  br i1 %21, label %22, label %109

22:                                               ; preds = %15, %18
  %23 = load i64, ptr %8, align 8
  %24 = load i64, ptr %9, align 8
  %25 = icmp eq i64 %24, 1
  br i1 %25, label %26, label %29

26:                                               ; preds = %22
  %27 = load i64, ptr %5, align 8
  %28 = icmp ult i64 %27, 60000
  br i1 %28, label %65, label %70

29:                                               ; preds = %22
  %30 = icmp eq i64 %24, 4
  %31 = add i64 %24, -2
  %32 = icmp ult i64 %31, 3
  br i1 %32, label %33, label %70

33:                                               ; preds = %29
  %34 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %35 = icmp eq i64 %34, 0
  br i1 %35, label %70, label %36

36:                                               ; preds = %33
  %37 = add i64 %23, -7937
  br label %38

38:                                               ; preds = %36, %63
  %39 = phi i64 [ %34, %36 ], [ %40, %63 ]
  %40 = add i64 %39, -1
  %41 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %40
  %42 = load i64, ptr %41, align 8
  br i1 %30, label %43, label %45

43:                                               ; preds = %38
  %44 = icmp eq i64 %23, %42
  br i1 %44, label %48, label %63

45:                                               ; preds = %38
  %46 = sub i64 %37, %42
  %47 = icmp ult i64 %46, -8193
  br i1 %47, label %63, label %48

48:                                               ; preds = %45, %43
  %49 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %40
  store i64 0, ptr %10, align 8
  store i64 0, ptr %11, align 8
  %50 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 30)
  store i64 %50, ptr %12, align 8
  br i1 %30, label %51, label %59

51:                                               ; preds = %48
  %52 = load i64, ptr %13, align 8
  %53 = icmp eq i64 %52, 0
  br i1 %53, label %59, label %54

54:                                               ; preds = %51
  %55 = load ptr, ptr %14, align 8
  %56 = tail call fastcc i64 @below(ptr noundef nonnull %4, i64 noundef %52)
  %57 = getelementptr inbounds nuw i64, ptr %55, i64 %56
  %58 = load i64, ptr %57, align 8
  br label %66

59:                                               ; preds = %51, %48
  %60 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %40
  %61 = load i64, ptr %60, align 8
  %62 = tail call fastcc i64 @draw_pointer(ptr noundef nonnull %4, i64 noundef 8, i64 noundef %61)
  br label %66

63:                                               ; preds = %43, %45
  %64 = icmp eq i64 %40, 0
  br i1 %64, label %70, label %38

65:                                               ; preds = %26
  store i64 60000, ptr %5, align 8
  br label %81

66:                                               ; preds = %59, %54
  %67 = phi i64 [ %58, %54 ], [ %62, %59 ]
  store i64 %67, ptr %49, align 8
  %68 = tail call fastcc i64 @chance(ptr noundef nonnull %4, i64 noundef 50)
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %81, label %70

70:                                               ; preds = %63, %33, %26, %29, %66
  %71 = phi i1 [ false, %29 ], [ true, %66 ], [ false, %26 ], [ false, %33 ], [ false, %63 ]
  %72 = tail call fastcc i64 @random_word(ptr noundef %4)
  store i64 %72, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7256), align 8
  %73 = tail call fastcc i64 @random_word(ptr noundef %4)
  %74 = or i64 %73, 1
  store i64 %74, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7264), align 8
  %75 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 60)
  %76 = icmp eq i64 %75, 0
  br i1 %76, label %81, label %77

77:                                               ; preds = %70
  %78 = tail call fastcc i64 @random_word(ptr noundef %4)
  store i64 %78, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7240), align 8
  %79 = tail call fastcc i64 @random_word(ptr noundef %4)
  %80 = or i64 %79, 1
  store i64 %80, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7248), align 8
  br label %81

81:                                               ; preds = %65, %70, %77, %66
  %82 = phi i1 [ %71, %70 ], [ %71, %77 ], [ true, %66 ], [ true, %65 ]
  %83 = tail call fastcc i64 @probe()
  %84 = icmp eq i64 %83, 0
  br i1 %84, label %86, label %85

85:                                               ; preds = %81
  store i64 %6, ptr %5, align 8
  br label %110

86:                                               ; preds = %81
  %87 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %88 = getelementptr inbounds nuw i8, ptr %87, i64 256
  %89 = load ptr, ptr %88, align 8
  %90 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %91 = getelementptr inbounds nuw i8, ptr %89, i64 %90
  %92 = load i8, ptr %91, align 1
  %93 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %94 = getelementptr inbounds nuw i8, ptr %93, i64 %90
  %95 = load i8, ptr %94, align 1
  %96 = zext i8 %95 to i32
  %97 = xor i32 %96, -1
  %98 = and i8 %92, 62
  %99 = zext nneg i8 %98 to i32
  %100 = and i32 %99, %97
  %101 = icmp eq i32 %100, 0
  %102 = and i1 %82, %101
  br i1 %102, label %109, label %103

103:                                              ; preds = %86
  %104 = tail call fastcc i32 @ended(ptr noundef %2)
  %105 = icmp ne i32 %104, 0
  %106 = add nuw nsw i64 %16, 1
  %107 = icmp eq i64 %106, 32
  %108 = select i1 %105, i1 true, i1 %107
  br i1 %108, label %109, label %15

109:                                              ; preds = %103, %86, %18
  store i64 %6, ptr %5, align 8
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @repair.before, i64 8136, i1 false)
  br label %110

110:                                              ; preds = %85, %109
  %111 = phi i64 [ 0, %109 ], [ %83, %85 ]
  ret i64 %111
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @restore(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = load ptr, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %4 = load ptr, ptr %3, align 8
  %5 = tail call ptr @memcpy(ptr noundef %4, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 7240), i64 noundef 16)
  %6 = getelementptr inbounds nuw i8, ptr %4, i64 51536
  %7 = tail call ptr @memcpy(ptr noundef nonnull %6, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 7240), i64 noundef 16)
  tail call fastcc void @begin(ptr noundef %2, ptr noundef %4)
  %8 = getelementptr inbounds nuw i8, ptr %4, i64 51576
  %9 = tail call ptr @memcpy(ptr noundef nonnull %8, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 7272), i64 noundef 16)
  %10 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 952), align 8
  %11 = getelementptr inbounds nuw i8, ptr %4, i64 2360
  store i64 %10, ptr %11, align 8
  %12 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 936), align 8
  %13 = getelementptr inbounds nuw i8, ptr %2, i64 1128
  store i64 %12, ptr %13, align 8
  tail call fastcc void @move_frame(ptr noundef %2)
  %14 = getelementptr inbounds nuw i8, ptr %2, i64 368
  %15 = tail call ptr @memcpy(ptr noundef nonnull %14, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 noundef 248)
  %16 = getelementptr inbounds nuw i8, ptr %2, i64 616
  %17 = tail call ptr @memcpy(ptr noundef nonnull %16, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 424), i64 noundef 512)
  %18 = getelementptr inbounds nuw i8, ptr %4, i64 51368
  %19 = tail call ptr @memcpy(ptr noundef nonnull %18, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 7112), i64 noundef 128)
  %20 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %21 = load i64, ptr %20, align 8
  %22 = icmp eq i64 %21, 0
  br i1 %22, label %28, label %23

23:                                               ; preds = %1
  %24 = getelementptr inbounds nuw i8, ptr %4, i64 24
  %25 = getelementptr inbounds nuw i8, ptr %4, i64 5472
  %26 = getelementptr inbounds nuw i8, ptr %4, i64 5936
  %27 = getelementptr inbounds nuw i8, ptr %4, i64 5928
  br label %31

28:                                               ; preds = %49, %1
  tail call fastcc void @fill_frame(ptr noundef %2, ptr noundef nonnull %4)
  tail call fastcc void @prepare(ptr noundef %2)
  %29 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %52, label %58

31:                                               ; preds = %23, %49
  %32 = phi i64 [ 0, %23 ], [ %50, %49 ]
  %33 = getelementptr inbounds nuw %struct.slot, ptr %24, i64 %32
  %34 = getelementptr inbounds nuw i64, ptr %25, i64 %32
  store i64 8, ptr %34, align 8
  %35 = load i64, ptr %33, align 8
  %36 = icmp eq i64 %35, 0
  br i1 %36, label %37, label %49

37:                                               ; preds = %31
  %38 = getelementptr inbounds nuw i8, ptr %33, i64 8
  %39 = load i64, ptr %38, align 8
  %40 = getelementptr inbounds nuw i64, ptr %14, i64 %39
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds nuw i8, ptr %33, i64 16
  %43 = load i64, ptr %42, align 8
  %44 = tail call fastcc i64 @ones(i64 noundef %43)
  %45 = and i64 %44, %41
  %46 = load i64, ptr %27, align 8
  %47 = add i64 %46, 1
  store i64 %47, ptr %27, align 8
  %48 = getelementptr inbounds nuw i64, ptr %26, i64 %46
  store i64 %45, ptr %48, align 8
  br label %49

49:                                               ; preds = %37, %31
  %50 = add nuw i64 %32, 1
  %51 = icmp eq i64 %50, %21
  br i1 %51, label %28, label %31

52:                                               ; preds = %58, %28
  %53 = getelementptr inbounds nuw i8, ptr %2, i64 344
  %54 = load i64, ptr %53, align 8
  %55 = icmp eq i64 %54, 0
  br i1 %55, label %67, label %56

56:                                               ; preds = %52
  %57 = getelementptr inbounds nuw i8, ptr %2, i64 352
  br label %73

58:                                               ; preds = %28, %58
  %59 = phi i64 [ %64, %58 ], [ 0, %28 ]
  %60 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %59
  %61 = load i64, ptr %60, align 8
  %62 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %59
  %63 = load i64, ptr %62, align 8
  tail call fastcc void @predefine(ptr noundef %2, i64 noundef %61, i64 noundef %63)
  %64 = add nuw i64 %59, 1
  %65 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %66 = icmp ult i64 %64, %65
  br i1 %66, label %58, label %52

67:                                               ; preds = %93, %52
  %68 = getelementptr inbounds nuw i8, ptr %4, i64 51600
  store ptr getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr %68, align 8
  %69 = getelementptr inbounds nuw i8, ptr %4, i64 51568
  store i64 0, ptr %69, align 8
  %70 = tail call ptr @memcpy(ptr noundef nonnull %4, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 7256), i64 noundef 16)
  %71 = getelementptr inbounds nuw i8, ptr %4, i64 51552
  %72 = tail call ptr @memcpy(ptr noundef nonnull %71, ptr noundef nonnull getelementptr inbounds nuw (i8, ptr @solver, i64 7256), i64 noundef 16)
  ret void

73:                                               ; preds = %56, %93
  %74 = phi i64 [ %54, %56 ], [ %94, %93 ]
  %75 = phi i64 [ 0, %56 ], [ %95, %93 ]
  %76 = load ptr, ptr %57, align 8
  %77 = getelementptr inbounds nuw %struct.region, ptr %76, i64 %75
  %78 = getelementptr inbounds nuw i8, ptr %77, i64 64
  %79 = load i64, ptr %78, align 8
  %80 = and i64 %79, 8
  %81 = icmp eq i64 %80, 0
  br i1 %81, label %93, label %82

82:                                               ; preds = %73
  %83 = getelementptr inbounds nuw i8, ptr %77, i64 16
  %84 = load ptr, ptr %83, align 8
  %85 = getelementptr inbounds nuw i8, ptr %77, i64 32
  %86 = load ptr, ptr %85, align 8
  %87 = getelementptr inbounds nuw i8, ptr %77, i64 8
  %88 = load i64, ptr %87, align 8
  %89 = load i64, ptr %77, align 8
  %90 = sub i64 %88, %89
  %91 = tail call ptr @memcpy(ptr noundef %84, ptr noundef %86, i64 noundef %90)
  %92 = load i64, ptr %53, align 8
  br label %93

93:                                               ; preds = %73, %82
  %94 = phi i64 [ %74, %73 ], [ %92, %82 ]
  %95 = add nuw i64 %75, 1
  %96 = icmp ult i64 %95, %94
  br i1 %96, label %73, label %67
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(readwrite, argmem: none, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @add_variable(i64 noundef range(i64 0, 6) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %6 = icmp ugt i64 %5, 159
  br i1 %6, label %15, label %7

7:                                                ; preds = %4
  %8 = add nuw nsw i64 %5, 1
  store i64 %8, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %9 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %5
  store i64 %0, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 8
  store i64 %1, ptr %10, align 8
  %11 = getelementptr inbounds nuw i8, ptr %9, i64 16
  store i64 %2, ptr %11, align 8
  %12 = getelementptr inbounds nuw i8, ptr %9, i64 24
  store i64 %3, ptr %12, align 8
  %13 = getelementptr i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 13448), i64 %8
  %14 = getelementptr i8, ptr %13, i64 -8
  store i64 0, ptr %14, align 8
  br label %15

15:                                               ; preds = %4, %7
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @get(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = load i64, ptr %0, align 8
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  %5 = icmp ult i64 %2, 5
  br i1 %5, label %6, label %9

6:                                                ; preds = %1
  %7 = getelementptr inbounds nuw ptr, ptr @switch.table.get, i64 %2
  %8 = load ptr, ptr %7, align 8
  br label %9

9:                                                ; preds = %1, %6
  %10 = phi ptr [ %8, %6 ], [ getelementptr inbounds nuw (i8, ptr @solver, i64 8056), %1 ]
  %11 = getelementptr inbounds nuw i64, ptr %10, i64 %4
  %12 = load i64, ptr %11, align 8
  ret i64 %12
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc range(i32 0, 2) i32 @allowed(ptr noundef readonly captures(none) %0, ptr noundef readonly captures(none) %1, i64 noundef %2, i64 noundef %3, ptr noundef nonnull writeonly captures(none) initializes((0, 8)) %4) unnamed_addr {
  store i64 %3, ptr %4, align 8
  %6 = load i64, ptr %1, align 8
  %7 = icmp ult i64 %6, 4
  br i1 %7, label %8, label %116

8:                                                ; preds = %5
  %9 = getelementptr inbounds nuw i8, ptr %1, i64 16
  %10 = load i64, ptr %9, align 8
  %11 = icmp eq i64 %10, 64
  br i1 %11, label %12, label %17

12:                                               ; preds = %8
  %13 = load ptr, ptr @solver, align 8
  %14 = load ptr, ptr %13, align 8
  %15 = tail call fastcc i32 @own_place(ptr noundef %14, i64 noundef %3)
  %16 = icmp eq i32 %15, 0
  br i1 %16, label %17, label %116

17:                                               ; preds = %12, %8
  %18 = icmp eq i64 %6, 3
  br i1 %18, label %116, label %19

19:                                               ; preds = %17
  %20 = getelementptr inbounds nuw i8, ptr %1, i64 24
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %23 = load i64, ptr %22, align 8
  %24 = icmp ult i64 %21, %23
  br i1 %24, label %25, label %116

25:                                               ; preds = %19
  %26 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %27 = getelementptr inbounds nuw %struct.slot, ptr %26, i64 %21
  %28 = getelementptr inbounds nuw i8, ptr %27, i64 16
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds nuw i8, ptr %27, i64 24
  %31 = load i64, ptr %30, align 8
  %32 = icmp eq i64 %31, 1
  br i1 %32, label %33, label %59

33:                                               ; preds = %25
  %34 = getelementptr inbounds nuw i8, ptr %27, i64 40
  %35 = load i64, ptr %34, align 8
  %36 = icmp ugt i64 %35, 1
  br i1 %36, label %37, label %40

37:                                               ; preds = %33
  %38 = urem i64 %3, %35
  %39 = icmp eq i64 %38, 0
  br i1 %39, label %40, label %116

40:                                               ; preds = %37, %33
  %41 = getelementptr inbounds nuw i8, ptr %0, i64 2352
  %42 = load i64, ptr %41, align 8
  %43 = icmp eq i64 %42, 0
  br i1 %43, label %116, label %44

44:                                               ; preds = %40
  %45 = getelementptr inbounds nuw i8, ptr %27, i64 32
  %46 = load i64, ptr %45, align 8
  %47 = and i64 %46, 1
  %48 = icmp eq i64 %47, 0
  br i1 %48, label %54, label %49

49:                                               ; preds = %44
  %50 = getelementptr inbounds nuw i8, ptr %27, i64 64
  %51 = load i64, ptr %50, align 8
  %52 = sub i64 %3, %51
  %53 = icmp ult i64 %52, 16384
  br label %116

54:                                               ; preds = %44
  %55 = icmp ne i64 %3, 0
  %56 = and i64 %46, 2
  %57 = icmp eq i64 %56, 0
  %58 = or i1 %55, %57
  br label %116

59:                                               ; preds = %25
  %60 = icmp ne i64 %31, 0
  %61 = icmp ugt i64 %29, 63
  %62 = select i1 %60, i1 true, i1 %61
  br i1 %62, label %116, label %63

63:                                               ; preds = %59
  %64 = tail call fastcc i64 @ones(i64 noundef %29)
  %65 = and i64 %64, %3
  %66 = getelementptr inbounds nuw i8, ptr %0, i64 2352
  %67 = load i64, ptr %66, align 8
  %68 = icmp eq i64 %67, 0
  br i1 %68, label %85, label %69

69:                                               ; preds = %63
  %70 = getelementptr inbounds nuw i8, ptr %27, i64 56
  %71 = load i64, ptr %70, align 8
  %72 = getelementptr inbounds nuw i8, ptr %27, i64 48
  %73 = load i64, ptr %72, align 8
  %74 = icmp sgt i64 %71, %73
  br i1 %74, label %75, label %85

75:                                               ; preds = %69
  %76 = add nsw i64 %29, -1
  %77 = lshr i64 %65, %76
  %78 = icmp eq i64 %77, 0
  %79 = xor i64 %64, -1
  %80 = or i64 %3, %79
  %81 = select i1 %78, i64 %65, i64 %80
  %82 = icmp sge i64 %81, %73
  %83 = icmp slt i64 %81, %71
  %84 = and i1 %83, %82
  br i1 %84, label %85, label %116

85:                                               ; preds = %75, %69, %63
  %86 = icmp eq i64 %29, 1
  br i1 %86, label %87, label %90

87:                                               ; preds = %85
  %88 = and i64 %2, -256
  %89 = or i64 %65, %88
  store i64 %89, ptr %4, align 8
  br label %116

90:                                               ; preds = %85
  %91 = icmp samesign ult i64 %29, 32
  br i1 %91, label %92, label %109

92:                                               ; preds = %90
  %93 = getelementptr inbounds nuw i8, ptr %27, i64 32
  %94 = load i64, ptr %93, align 8
  %95 = and i64 %94, 4
  %96 = icmp eq i64 %95, 0
  br i1 %96, label %105, label %97

97:                                               ; preds = %92
  %98 = add nsw i64 %29, -1
  %99 = lshr i64 %65, %98
  %100 = icmp eq i64 %99, 0
  br i1 %100, label %109, label %101

101:                                              ; preds = %97
  %102 = xor i64 %64, -1
  %103 = or i64 %3, %102
  %104 = and i64 %103, 4294967295
  br label %109

105:                                              ; preds = %92
  %106 = and i64 %94, 8
  %107 = icmp eq i64 %106, 0
  %108 = select i1 %107, i64 %29, i64 32
  br label %109

109:                                              ; preds = %105, %90, %97, %101
  %110 = phi i64 [ 32, %97 ], [ %29, %90 ], [ %108, %105 ], [ 32, %101 ]
  %111 = phi i64 [ %65, %97 ], [ %65, %90 ], [ %65, %105 ], [ %104, %101 ]
  %112 = tail call fastcc i64 @ones(i64 noundef %110)
  %113 = xor i64 %112, -1
  %114 = and i64 %2, %113
  %115 = or i64 %114, %111
  store i64 %115, ptr %4, align 8
  br label %116

116:                                              ; preds = %5, %49, %54, %37, %40, %59, %75, %109, %87, %17, %19, %12
  %117 = phi i1 [ true, %17 ], [ false, %12 ], [ true, %19 ], [ true, %59 ], [ %53, %49 ], [ %58, %54 ], [ false, %37 ], [ true, %40 ], [ true, %87 ], [ true, %109 ], [ false, %75 ], [ true, %5 ]
  %118 = zext i1 %117 to i32
  ret i32 %118
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(write, argmem: read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @put(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = load i64, ptr %0, align 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %5 = load i64, ptr %4, align 8
  switch i64 %3, label %18 [
    i64 0, label %6
    i64 1, label %8
    i64 2, label %10
    i64 3, label %12
    i64 4, label %14
  ]

6:                                                ; preds = %2
  %7 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 %5
  store i64 %1, ptr %7, align 8
  br label %22

8:                                                ; preds = %2
  %9 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 424), i64 %5
  store i64 %1, ptr %9, align 8
  br label %22

10:                                               ; preds = %2
  %11 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7112), i64 %5
  store i64 %1, ptr %11, align 8
  br label %22

12:                                               ; preds = %2
  %13 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %5
  store i64 %1, ptr %13, align 8
  br label %22

14:                                               ; preds = %2
  %15 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7544), i64 %5
  store i64 %1, ptr %15, align 8
  %16 = load i64, ptr %4, align 8
  %17 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %16
  store i64 1, ptr %17, align 8
  br label %22

18:                                               ; preds = %2
  %19 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8056), i64 %5
  store i64 %1, ptr %19, align 8
  %20 = load i64, ptr %4, align 8
  %21 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7800), i64 %20
  store i64 1, ptr %21, align 8
  br label %22

22:                                               ; preds = %18, %14, %12, %10, %8, %6
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @know_word(i64 noundef %0) unnamed_addr {
  %2 = load ptr, ptr @solver, align 8
  %3 = load ptr, ptr %2, align 8
  %4 = tail call fastcc ptr @region_of(ptr noundef %3, i64 noundef %0)
  %5 = tail call fastcc ptr @word_at(i64 noundef %0)
  %6 = icmp eq ptr %5, null
  br i1 %6, label %7, label %32

7:                                                ; preds = %1
  %8 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %9 = icmp eq i64 %8, 384
  %10 = icmp eq ptr %4, null
  %11 = or i1 %10, %9
  br i1 %11, label %32, label %12

12:                                               ; preds = %7
  %13 = getelementptr inbounds nuw i8, ptr %4, i64 64
  %14 = load i64, ptr %13, align 8
  %15 = and i64 %14, 2
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %32, label %17

17:                                               ; preds = %12
  %18 = add i64 %0, 8
  %19 = getelementptr inbounds nuw i8, ptr %4, i64 8
  %20 = load i64, ptr %19, align 8
  %21 = icmp ugt i64 %18, %20
  br i1 %21, label %32, label %22

22:                                               ; preds = %17
  %23 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %8
  store i64 %0, ptr %23, align 8
  %24 = add i64 %8, 1
  store i64 %24, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %25 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %8
  %26 = getelementptr inbounds nuw i8, ptr %4, i64 32
  %27 = load ptr, ptr %26, align 8
  %28 = load i64, ptr %4, align 8
  %29 = sub i64 %0, %28
  %30 = getelementptr inbounds nuw i8, ptr %27, i64 %29
  %31 = tail call ptr @memcpy(ptr noundef nonnull %25, ptr noundef %30, i64 noundef 8)
  br label %32

32:                                               ; preds = %7, %12, %17, %1, %22
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: none, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc ptr @word_at(i64 noundef %0) unnamed_addr {
  %2 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  br label %3

3:                                                ; preds = %6, %1
  %4 = phi i64 [ %2, %1 ], [ %7, %6 ]
  %5 = icmp eq i64 %4, 0
  br i1 %5, label %14, label %6

6:                                                ; preds = %3
  %7 = add i64 %4, -1
  %8 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 968), i64 %7
  %9 = load i64, ptr %8, align 8
  %10 = sub i64 %0, %9
  %11 = icmp ult i64 %10, 8
  br i1 %11, label %12, label %3

12:                                               ; preds = %6
  %13 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 4040), i64 %7
  br label %14

14:                                               ; preds = %3, %12
  %15 = phi ptr [ %13, %12 ], [ null, %3 ]
  ret ptr %15
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @invert_one(i64 noundef range(i64 1, -1) %0, i64 noundef range(i64 0, 31) %1, i64 noundef range(i64 0, 31) %2, i64 noundef %3, i64 noundef %4, ptr noundef nonnull writeonly captures(none) %5) unnamed_addr {
  %7 = alloca i64, align 8
  %8 = alloca i64, align 8
  %9 = alloca i64, align 8
  %10 = alloca [2 x i64], align 16
  %11 = tail call fastcc ptr @effects_of(i64 noundef %0, i64 noundef %1, i64 noundef %2, i64 noundef %3)
  %12 = tail call fastcc i64 @ones(i64 noundef %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  %13 = and i64 %12, %4
  %14 = icmp eq ptr %11, null
  %15 = getelementptr inbounds nuw i8, ptr %10, i64 8
  br i1 %14, label %85, label %16

16:                                               ; preds = %6
  %17 = getelementptr inbounds nuw i8, ptr %11, i64 48
  %18 = load i64, ptr %17, align 8
  %19 = icmp eq i64 %18, 64
  br i1 %19, label %85, label %20

20:                                               ; preds = %16
  %21 = getelementptr inbounds nuw i8, ptr %11, i64 40
  %22 = load i64, ptr %21, align 8
  %23 = icmp eq i64 %22, %13
  br i1 %23, label %24, label %27

24:                                               ; preds = %20
  %25 = getelementptr inbounds nuw i8, ptr %11, i64 32
  %26 = load i64, ptr %25, align 8
  store i64 %26, ptr %5, align 8
  br label %85

27:                                               ; preds = %20
  call void @llvm.lifetime.start.p0(ptr nonnull %9)
  call void @llvm.lifetime.start.p0(ptr nonnull %10)
  %28 = getelementptr inbounds nuw i8, ptr %11, i64 56
  %29 = load i64, ptr %28, align 8
  br label %30

30:                                               ; preds = %30, %27
  %31 = phi i64 [ 0, %27 ], [ %35, %30 ]
  %32 = shl nuw i64 1, %31
  %33 = and i64 %29, %32
  %34 = icmp eq i64 %33, 0
  %35 = add i64 %31, 1
  br i1 %34, label %30, label %36

36:                                               ; preds = %30
  %37 = sub i64 %13, %22
  %38 = and i64 %37, %12
  %39 = tail call fastcc i64 @ones(i64 noundef %31)
  %40 = and i64 %39, %38
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %42, label %54

42:                                               ; preds = %36
  %43 = getelementptr inbounds nuw i8, ptr %11, i64 32
  %44 = load i64, ptr %43, align 8
  %45 = lshr i64 %38, %31
  %46 = lshr i64 %29, %31
  %47 = tail call fastcc i64 @odd_inverse(i64 noundef %46)
  %48 = mul i64 %47, %45
  %49 = sub i64 %3, %31
  %50 = tail call fastcc i64 @ones(i64 noundef %49)
  %51 = and i64 %48, %50
  %52 = shl i64 %51, %18
  %53 = add i64 %52, %44
  store i64 %53, ptr %10, align 16
  br label %54

54:                                               ; preds = %42, %36
  %55 = phi ptr [ %10, %36 ], [ %15, %42 ]
  %56 = phi i64 [ 1, %36 ], [ 2, %42 ]
  %57 = getelementptr inbounds nuw i8, ptr %11, i64 64
  %58 = xor i64 %22, %13
  %59 = call fastcc i32 @eliminate(ptr noundef %57, i64 noundef %3, i64 noundef %58, ptr noundef %9)
  %60 = icmp eq i32 %59, 0
  br i1 %60, label %66, label %61

61:                                               ; preds = %54
  %62 = getelementptr inbounds nuw i8, ptr %11, i64 32
  %63 = load i64, ptr %62, align 8
  %64 = load i64, ptr %9, align 8
  %65 = xor i64 %64, %63
  store i64 %65, ptr %55, align 8
  br label %67

66:                                               ; preds = %54
  br i1 %41, label %67, label %83

67:                                               ; preds = %61, %66
  %68 = phi i64 [ %56, %61 ], [ 1, %66 ]
  br label %69

69:                                               ; preds = %67, %80
  %70 = phi i64 [ %81, %80 ], [ 0, %67 ]
  %71 = getelementptr inbounds nuw i64, ptr %10, i64 %70
  %72 = load i64, ptr %71, align 8
  %73 = call fastcc i32 @look(i64 noundef %0, i64 noundef %1, i64 noundef 1, i64 noundef %72, i64 noundef %2, ptr noundef nonnull %8, ptr noundef %7)
  %74 = icmp eq i32 %73, 0
  br i1 %74, label %80, label %75

75:                                               ; preds = %69
  %76 = load i64, ptr %7, align 8
  %77 = and i64 %76, %12
  %78 = icmp eq i64 %77, %13
  br i1 %78, label %79, label %80

79:                                               ; preds = %75
  store i64 %72, ptr %5, align 8
  br label %83

80:                                               ; preds = %69, %75
  %81 = add nuw nsw i64 %70, 1
  %82 = icmp eq i64 %81, %68
  br i1 %82, label %83, label %69

83:                                               ; preds = %80, %66, %79
  %84 = phi i32 [ 1, %79 ], [ 0, %66 ], [ 0, %80 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %10)
  call void @llvm.lifetime.end.p0(ptr nonnull %9)
  br label %85

85:                                               ; preds = %6, %16, %83, %24
  %86 = phi i32 [ %84, %83 ], [ 1, %24 ], [ 0, %16 ], [ 0, %6 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  ret i32 %86
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @look(i64 noundef range(i64 1, -1) %0, i64 noundef range(i64 0, 31) %1, i64 noundef range(i64 0, 2) %2, i64 noundef %3, i64 noundef range(i64 0, 31) %4, ptr noundef writeonly captures(none) %5, ptr noundef nonnull writeonly captures(none) %6) unnamed_addr {
  %8 = load ptr, ptr @solver, align 8
  %9 = load ptr, ptr %8, align 8
  %10 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %11 = getelementptr inbounds nuw i8, ptr %10, i64 2952
  tail call fastcc void @restore(ptr noundef nonnull %8)
  %12 = getelementptr inbounds nuw i8, ptr %8, i64 392
  %13 = load i64, ptr %12, align 8
  %14 = add i64 %13, 120
  store i64 %14, ptr %12, align 8
  %15 = icmp eq ptr %10, %9
  br i1 %15, label %28, label %16

16:                                               ; preds = %7
  tail call void @run(ptr noundef %9)
  %17 = getelementptr inbounds nuw i8, ptr %9, i64 1936
  %18 = load i64, ptr %17, align 8
  %19 = load i64, ptr %12, align 8
  %20 = add i64 %19, %18
  store i64 %20, ptr %12, align 8
  %21 = tail call fastcc i32 @ended(ptr noundef %9)
  %22 = icmp eq i32 %21, 0
  br i1 %22, label %46, label %23

23:                                               ; preds = %16
  tail call fastcc void @mirror(ptr noundef nonnull %8)
  %24 = load i64, ptr %17, align 8
  %25 = shl i64 %24, 6
  %26 = add i64 %25, 2000
  %27 = getelementptr inbounds nuw i8, ptr %10, i64 1928
  store i64 %26, ptr %27, align 8
  br label %28

28:                                               ; preds = %23, %7
  store i64 1, ptr %11, align 8
  %29 = getelementptr inbounds nuw i8, ptr %10, i64 2960
  store i64 %0, ptr %29, align 8
  %30 = getelementptr inbounds nuw i8, ptr %10, i64 2968
  store i64 %1, ptr %30, align 8
  %31 = getelementptr inbounds nuw i8, ptr %10, i64 2976
  store i64 %2, ptr %31, align 8
  %32 = getelementptr inbounds nuw i8, ptr %10, i64 2984
  store i64 %3, ptr %32, align 8
  %33 = getelementptr inbounds nuw i8, ptr %10, i64 3000
  store i64 %4, ptr %33, align 8
  %34 = getelementptr inbounds nuw i8, ptr %10, i64 3016
  store i64 0, ptr %34, align 8
  tail call void @run(ptr noundef %10)
  store i64 0, ptr %11, align 8
  %35 = getelementptr inbounds nuw i8, ptr %10, i64 1936
  %36 = load i64, ptr %35, align 8
  %37 = load i64, ptr %12, align 8
  %38 = add i64 %37, %36
  store i64 %38, ptr %12, align 8
  %39 = getelementptr inbounds nuw i8, ptr %10, i64 2992
  %40 = load i64, ptr %39, align 8
  store i64 %40, ptr %5, align 8
  %41 = getelementptr inbounds nuw i8, ptr %10, i64 3008
  %42 = load i64, ptr %41, align 8
  store i64 %42, ptr %6, align 8
  %43 = load i64, ptr %34, align 8
  %44 = icmp ne i64 %43, 0
  %45 = zext i1 %44 to i32
  br label %46

46:                                               ; preds = %16, %28
  %47 = phi i32 [ %45, %28 ], [ 0, %16 ]
  ret i32 %47
}

; Function Attrs: noinline nounwind optsize
define internal fastcc ptr @effects_of(i64 noundef range(i64 1, -1) %0, i64 noundef range(i64 0, 31) %1, i64 noundef range(i64 0, 31) %2, i64 noundef %3) unnamed_addr {
  %5 = alloca i64, align 8
  %6 = alloca i64, align 8
  %7 = alloca i64, align 8
  %8 = load i64, ptr @n_known, align 8
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %32, label %10

10:                                               ; preds = %4, %27
  %11 = phi i64 [ %28, %27 ], [ 0, %4 ]
  %12 = getelementptr inbounds nuw %struct.effects, ptr @known, i64 %11
  %13 = load i64, ptr %12, align 16
  %14 = icmp eq i64 %13, %0
  br i1 %14, label %15, label %27

15:                                               ; preds = %10
  %16 = getelementptr inbounds nuw i8, ptr %12, i64 8
  %17 = load i64, ptr %16, align 8
  %18 = icmp eq i64 %17, %1
  br i1 %18, label %19, label %27

19:                                               ; preds = %15
  %20 = getelementptr inbounds nuw i8, ptr %12, i64 16
  %21 = load i64, ptr %20, align 16
  %22 = icmp eq i64 %21, %2
  br i1 %22, label %23, label %27

23:                                               ; preds = %19
  %24 = getelementptr inbounds nuw i8, ptr %12, i64 24
  %25 = load i64, ptr %24, align 8
  %26 = icmp eq i64 %25, %3
  br i1 %26, label %89, label %27

27:                                               ; preds = %10, %15, %19, %23
  %28 = add nuw i64 %11, 1
  %29 = icmp eq i64 %28, %8
  br i1 %29, label %30, label %10

30:                                               ; preds = %27
  %31 = icmp eq i64 %8, 24
  br i1 %31, label %89, label %32

32:                                               ; preds = %4, %30
  %33 = getelementptr inbounds nuw %struct.effects, ptr @known, i64 %8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  %34 = tail call fastcc i64 @ones(i64 noundef %3)
  %35 = getelementptr inbounds nuw i8, ptr %33, i64 32
  %36 = call fastcc i32 @look(i64 noundef %0, i64 noundef %1, i64 noundef 0, i64 noundef 0, i64 noundef %2, ptr noundef nonnull %35, ptr noundef %5)
  %37 = icmp eq i32 %36, 0
  br i1 %37, label %87, label %38

38:                                               ; preds = %32
  store i64 %0, ptr %33, align 16
  %39 = getelementptr inbounds nuw i8, ptr %33, i64 8
  store i64 %1, ptr %39, align 8
  %40 = getelementptr inbounds nuw i8, ptr %33, i64 16
  store i64 %2, ptr %40, align 16
  %41 = getelementptr inbounds nuw i8, ptr %33, i64 24
  store i64 %3, ptr %41, align 8
  %42 = load i64, ptr %5, align 8
  %43 = and i64 %42, %34
  %44 = getelementptr inbounds nuw i8, ptr %33, i64 40
  store i64 %43, ptr %44, align 8
  %45 = getelementptr inbounds nuw i8, ptr %33, i64 48
  store i64 64, ptr %45, align 16
  %46 = icmp eq i64 %3, 0
  br i1 %46, label %84, label %47

47:                                               ; preds = %38
  %48 = getelementptr inbounds nuw i8, ptr %33, i64 64
  %49 = getelementptr inbounds nuw i8, ptr %33, i64 56
  br label %50

50:                                               ; preds = %47, %81
  %51 = phi i64 [ 0, %47 ], [ %82, %81 ]
  %52 = getelementptr inbounds nuw i64, ptr %48, i64 %51
  store i64 0, ptr %52, align 8
  %53 = load ptr, ptr @solver, align 8
  %54 = getelementptr inbounds nuw i8, ptr %53, i64 392
  %55 = load i64, ptr %54, align 8
  %56 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %57 = icmp ult i64 %55, %56
  br i1 %57, label %58, label %87

58:                                               ; preds = %50
  %59 = load i64, ptr %35, align 16
  %60 = shl nuw i64 1, %51
  %61 = xor i64 %59, %60
  %62 = call fastcc i32 @look(i64 noundef %0, i64 noundef %1, i64 noundef 1, i64 noundef %61, i64 noundef %2, ptr noundef nonnull %7, ptr noundef %6)
  %63 = icmp eq i32 %62, 0
  br i1 %63, label %81, label %64

64:                                               ; preds = %58
  %65 = load i64, ptr %6, align 8
  %66 = load i64, ptr %44, align 8
  %67 = xor i64 %66, %65
  %68 = and i64 %67, %34
  store i64 %68, ptr %52, align 8
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %81, label %70

70:                                               ; preds = %64
  %71 = load i64, ptr %45, align 16
  %72 = icmp ult i64 %71, 64
  br i1 %72, label %81, label %73

73:                                               ; preds = %70
  store i64 %51, ptr %45, align 16
  %74 = load i64, ptr %35, align 16
  %75 = and i64 %74, %60
  %76 = icmp eq i64 %75, 0
  %77 = sub i64 %66, %65
  %78 = sub i64 %65, %66
  %79 = select i1 %76, i64 %78, i64 %77
  %80 = and i64 %79, %34
  store i64 %80, ptr %49, align 8
  br label %81

81:                                               ; preds = %64, %70, %58, %73
  %82 = add nuw i64 %51, 1
  %83 = icmp eq i64 %82, %3
  br i1 %83, label %84, label %50

84:                                               ; preds = %81, %38
  %85 = load i64, ptr @n_known, align 8
  %86 = add i64 %85, 1
  store i64 %86, ptr @n_known, align 8
  br label %87

87:                                               ; preds = %50, %32, %84
  %88 = phi ptr [ %33, %84 ], [ null, %32 ], [ null, %50 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %89

89:                                               ; preds = %23, %30, %87
  %90 = phi ptr [ null, %30 ], [ %88, %87 ], [ %12, %23 ]
  ret ptr %90
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(none)
define internal fastcc i64 @odd_inverse(i64 noundef %0) unnamed_addr {
  br label %3

2:                                                ; preds = %3
  ret i64 %8

3:                                                ; preds = %1, %3
  %4 = phi i32 [ 0, %1 ], [ %9, %3 ]
  %5 = phi i64 [ %0, %1 ], [ %8, %3 ]
  %6 = mul i64 %5, %0
  %7 = sub i64 2, %6
  %8 = mul i64 %7, %5
  %9 = add nuw nsw i32 %4, 1
  %10 = icmp eq i32 %9, 5
  br i1 %10, label %2, label %3
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @eliminate(ptr noundef nonnull readonly captures(none) %0, i64 noundef %1, i64 noundef %2, ptr noundef nonnull writeonly captures(none) %3) unnamed_addr {
  %5 = alloca [64 x i64], align 16
  %6 = alloca [64 x i64], align 16
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  br label %7

7:                                                ; preds = %4, %7
  %8 = phi i64 [ 0, %4 ], [ %10, %7 ]
  %9 = getelementptr inbounds nuw i64, ptr %5, i64 %8
  store i64 0, ptr %9, align 8
  %10 = add nuw nsw i64 %8, 1
  %11 = icmp eq i64 %10, 64
  br i1 %11, label %12, label %7

12:                                               ; preds = %7, %70
  %13 = phi i64 [ %71, %70 ], [ 0, %7 ]
  %14 = icmp ult i64 %13, %1
  br i1 %14, label %15, label %18

15:                                               ; preds = %12
  %16 = getelementptr inbounds nuw i64, ptr %0, i64 %13
  %17 = load i64, ptr %16, align 8
  br label %18

18:                                               ; preds = %12, %15
  %19 = phi i64 [ %17, %15 ], [ %2, %12 ]
  %20 = shl nuw i64 1, %13
  %21 = select i1 %14, i64 %20, i64 0
  %22 = icmp eq i64 %19, 0
  br i1 %22, label %51, label %23

23:                                               ; preds = %18, %39
  %24 = phi i64 [ %42, %39 ], [ 63, %18 ]
  %25 = phi i64 [ %41, %39 ], [ %21, %18 ]
  %26 = phi i64 [ %40, %39 ], [ %19, %18 ]
  %27 = shl nuw i64 1, %24
  %28 = and i64 %27, %26
  %29 = icmp eq i64 %28, 0
  br i1 %29, label %39, label %30

30:                                               ; preds = %23
  %31 = getelementptr inbounds nuw i64, ptr %5, i64 %24
  %32 = load i64, ptr %31, align 8
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %46, label %34

34:                                               ; preds = %30
  %35 = xor i64 %32, %26
  %36 = getelementptr inbounds nuw i64, ptr %6, i64 %24
  %37 = load i64, ptr %36, align 8
  %38 = xor i64 %37, %25
  br label %39

39:                                               ; preds = %23, %34
  %40 = phi i64 [ %35, %34 ], [ %26, %23 ]
  %41 = phi i64 [ %38, %34 ], [ %25, %23 ]
  %42 = add nsw i64 %24, -1
  %43 = icmp ne i64 %24, 0
  %44 = icmp ne i64 %40, 0
  %45 = and i1 %43, %44
  br i1 %45, label %23, label %46

46:                                               ; preds = %39, %30
  %47 = phi i64 [ %26, %30 ], [ %40, %39 ]
  %48 = phi i64 [ %25, %30 ], [ %41, %39 ]
  %49 = phi i1 [ true, %30 ], [ %44, %39 ]
  %50 = icmp eq i64 %13, %1
  br i1 %50, label %65, label %53

51:                                               ; preds = %18
  %52 = icmp eq i64 %13, %1
  br i1 %52, label %65, label %70

53:                                               ; preds = %46
  br i1 %49, label %54, label %70

54:                                               ; preds = %53, %54
  %55 = phi i32 [ %60, %54 ], [ 63, %53 ]
  %56 = zext nneg i32 %55 to i64
  %57 = shl nuw i64 1, %56
  %58 = and i64 %57, %47
  %59 = icmp eq i64 %58, 0
  %60 = add nsw i32 %55, -1
  br i1 %59, label %54, label %61

61:                                               ; preds = %54
  %62 = sext i32 %55 to i64
  %63 = getelementptr inbounds i64, ptr %5, i64 %62
  store i64 %47, ptr %63, align 8
  %64 = getelementptr inbounds i64, ptr %6, i64 %62
  store i64 %48, ptr %64, align 8
  br label %70

65:                                               ; preds = %51, %46
  %66 = phi i64 [ %21, %51 ], [ %48, %46 ]
  %67 = phi i64 [ 0, %51 ], [ %47, %46 ]
  store i64 %66, ptr %3, align 8
  %68 = icmp eq i64 %67, 0
  %69 = zext i1 %68 to i32
  br label %73

70:                                               ; preds = %51, %61, %53
  %71 = add i64 %13, 1
  %72 = icmp ugt i64 %71, %1
  br i1 %72, label %73, label %12

73:                                               ; preds = %70, %65
  %74 = phi i32 [ %69, %65 ], [ 0, %70 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret i32 %74
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @find_readers(ptr noundef readonly captures(none) %0, ptr noundef nonnull captures(none) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2144
  %4 = load ptr, ptr %3, align 8
  %5 = tail call fastcc i64 @log_length(ptr noundef %0)
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %9, label %7

7:                                                ; preds = %2
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 2032
  br label %11

9:                                                ; preds = %99, %2
  %10 = phi i64 [ 0, %2 ], [ %100, %99 ]
  ret i64 %10

11:                                               ; preds = %7, %99
  %12 = phi i64 [ 16, %7 ], [ %102, %99 ]
  %13 = phi i64 [ 0, %7 ], [ %100, %99 ]
  %14 = phi i64 [ 0, %7 ], [ %101, %99 ]
  %15 = tail call i64 @llvm.umin.i64(i64 %5, i64 %12)
  %16 = load ptr, ptr %8, align 8
  %17 = getelementptr inbounds nuw %struct.access, ptr %16, i64 %14
  %18 = getelementptr inbounds nuw i8, ptr %17, i64 8
  %19 = load i64, ptr %18, align 8
  %20 = icmp ult i64 %19, 256
  br i1 %20, label %21, label %99

21:                                               ; preds = %11
  %22 = icmp eq i64 %13, 0
  br i1 %22, label %41, label %23

23:                                               ; preds = %21
  %24 = getelementptr inbounds nuw i8, ptr %17, i64 16
  %25 = load i64, ptr %24, align 8
  br label %26

26:                                               ; preds = %23, %35
  %27 = phi i64 [ 0, %23 ], [ %36, %35 ]
  %28 = getelementptr inbounds nuw %struct.reader, ptr %1, i64 %27
  %29 = load i64, ptr %28, align 8
  %30 = icmp eq i64 %29, %25
  br i1 %30, label %31, label %35

31:                                               ; preds = %26
  %32 = getelementptr inbounds nuw i8, ptr %28, i64 8
  %33 = load i64, ptr %32, align 8
  %34 = icmp eq i64 %33, %19
  br i1 %34, label %38, label %35

35:                                               ; preds = %26, %31
  %36 = add nuw i64 %27, 1
  %37 = icmp eq i64 %36, %13
  br i1 %37, label %38, label %26

38:                                               ; preds = %31, %35
  %39 = phi i64 [ %13, %35 ], [ %27, %31 ]
  %40 = icmp eq i64 %39, 16
  br i1 %40, label %99, label %41

41:                                               ; preds = %21, %38
  %42 = phi i64 [ %39, %38 ], [ 0, %21 ]
  %43 = getelementptr inbounds nuw %struct.reader, ptr %1, i64 %42
  %44 = icmp eq i64 %42, %13
  br i1 %44, label %48, label %45

45:                                               ; preds = %41
  %46 = getelementptr inbounds nuw i8, ptr %43, i64 8
  %47 = load i64, ptr %46, align 8
  br label %58

48:                                               ; preds = %41
  %49 = add i64 %13, 1
  %50 = getelementptr inbounds nuw i8, ptr %17, i64 16
  %51 = load i64, ptr %50, align 8
  store i64 %51, ptr %43, align 8
  %52 = load i64, ptr %18, align 8
  %53 = getelementptr inbounds nuw i8, ptr %43, i64 8
  store i64 %52, ptr %53, align 8
  %54 = getelementptr inbounds nuw i8, ptr %43, i64 48
  store i64 0, ptr %54, align 8
  %55 = getelementptr inbounds nuw i8, ptr %43, i64 32
  store i64 0, ptr %55, align 8
  %56 = getelementptr inbounds nuw i8, ptr %43, i64 24
  store i64 0, ptr %56, align 8
  %57 = getelementptr inbounds nuw i8, ptr %43, i64 16
  store i64 0, ptr %57, align 8
  br label %58

58:                                               ; preds = %45, %48
  %59 = phi i64 [ %52, %48 ], [ %47, %45 ]
  %60 = phi i64 [ %49, %48 ], [ %13, %45 ]
  %61 = icmp eq i64 %59, 8
  br i1 %61, label %62, label %89

62:                                               ; preds = %58
  %63 = getelementptr inbounds nuw i8, ptr %17, i64 24
  %64 = load i64, ptr %63, align 8
  %65 = tail call fastcc i32 @in_heap(ptr noundef %4, i64 noundef %64)
  %66 = icmp eq i32 %65, 0
  br i1 %66, label %89, label %67

67:                                               ; preds = %62
  %68 = getelementptr inbounds nuw i8, ptr %43, i64 48
  %69 = add i64 %14, 16
  %70 = tail call i64 @llvm.umin.i64(i64 %5, i64 %69)
  %71 = add nuw i64 %14, 1
  %72 = icmp ult i64 %71, %70
  br i1 %72, label %73, label %89

73:                                               ; preds = %67
  %74 = load i64, ptr %68, align 8
  br label %75

75:                                               ; preds = %73, %79
  %76 = phi i64 [ %86, %79 ], [ %74, %73 ]
  %77 = phi i64 [ %87, %79 ], [ %71, %73 ]
  %78 = icmp eq i64 %76, 0
  br i1 %78, label %79, label %89

79:                                               ; preds = %75
  %80 = load ptr, ptr %8, align 8
  %81 = getelementptr inbounds nuw %struct.access, ptr %80, i64 %77
  %82 = load i64, ptr %81, align 8
  %83 = load i64, ptr %63, align 8
  %84 = sub i64 %82, %83
  %85 = icmp ult i64 %84, 256
  %86 = zext i1 %85 to i64
  store i64 %86, ptr %68, align 8
  %87 = add nuw i64 %77, 1
  %88 = icmp eq i64 %87, %15
  br i1 %88, label %89, label %75

89:                                               ; preds = %79, %75, %67, %62, %58
  %90 = getelementptr inbounds nuw i8, ptr %43, i64 32
  %91 = load i64, ptr %90, align 8
  %92 = getelementptr inbounds nuw i8, ptr %43, i64 40
  store i64 %91, ptr %92, align 8
  %93 = getelementptr inbounds nuw i8, ptr %43, i64 24
  %94 = load i64, ptr %93, align 8
  store i64 %94, ptr %90, align 8
  %95 = load i64, ptr %17, align 8
  store i64 %95, ptr %93, align 8
  %96 = getelementptr inbounds nuw i8, ptr %43, i64 16
  %97 = load i64, ptr %96, align 8
  %98 = add i64 %97, 1
  store i64 %98, ptr %96, align 8
  br label %99

99:                                               ; preds = %38, %11, %89
  %100 = phi i64 [ %60, %89 ], [ %13, %11 ], [ %13, %38 ]
  %101 = add nuw i64 %14, 1
  %102 = add i64 %12, 1
  %103 = icmp eq i64 %101, %5
  br i1 %103, label %9, label %11
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @elements(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = tail call fastcc i64 @log_length(ptr noundef %0)
  %3 = tail call i64 @llvm.usub.sat.i64(i64 %2, i64 512)
  %4 = icmp ult i64 %3, %2
  br i1 %4, label %5, label %7

5:                                                ; preds = %1
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2032
  br label %9

7:                                                ; preds = %20, %1
  %8 = phi i64 [ 0, %1 ], [ %21, %20 ]
  ret i64 %8

9:                                                ; preds = %5, %20
  %10 = phi i64 [ %3, %5 ], [ %22, %20 ]
  %11 = phi i64 [ 0, %5 ], [ %21, %20 ]
  %12 = load ptr, ptr %6, align 8
  %13 = getelementptr inbounds nuw %struct.access, ptr %12, i64 %10
  %14 = getelementptr inbounds nuw i8, ptr %13, i64 8
  %15 = load i64, ptr %14, align 8
  %16 = icmp ult i64 %15, 256
  br i1 %16, label %17, label %20

17:                                               ; preds = %9
  %18 = add i64 %11, 1
  %19 = getelementptr inbounds nuw %struct.access, ptr @go_on.log, i64 %11
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 16 dereferenceable(32) %19, ptr noundef nonnull align 8 dereferenceable(32) %13, i64 32, i1 false)
  br label %20

20:                                               ; preds = %9, %17
  %21 = phi i64 [ %11, %9 ], [ %18, %17 ]
  %22 = add nuw i64 %10, 1
  %23 = icmp eq i64 %22, %2
  br i1 %23, label %7, label %9
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @part(ptr noundef nonnull readonly captures(none) %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = alloca i64, align 8
  %5 = alloca i64, align 8
  %6 = load ptr, ptr @solver, align 8
  %7 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %8 = load ptr, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %8, i64 16
  %10 = load i64, ptr %9, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %26, label %12

12:                                               ; preds = %3
  %13 = getelementptr inbounds nuw i8, ptr %8, i64 24
  br label %14

14:                                               ; preds = %12, %34
  %15 = phi i64 [ %10, %12 ], [ %35, %34 ]
  %16 = phi i32 [ 0, %12 ], [ %36, %34 ]
  %17 = phi i64 [ 0, %12 ], [ %37, %34 ]
  %18 = icmp eq i64 %17, 0
  br i1 %18, label %34, label %19

19:                                               ; preds = %14
  %20 = getelementptr inbounds nuw %struct.slot, ptr %13, i64 %17
  %21 = getelementptr inbounds nuw i8, ptr %20, i64 24
  %22 = getelementptr inbounds nuw i8, ptr %20, i64 8
  %23 = getelementptr inbounds nuw i8, ptr %20, i64 32
  %24 = getelementptr inbounds nuw i8, ptr %20, i64 64
  %25 = getelementptr inbounds nuw i8, ptr %20, i64 40
  br label %39

26:                                               ; preds = %34, %3
  %27 = phi i32 [ 0, %3 ], [ %36, %34 ]
  %28 = icmp ugt i64 %2, 1
  br i1 %28, label %29, label %104

29:                                               ; preds = %26
  %30 = getelementptr inbounds nuw i8, ptr %8, i64 5928
  %31 = getelementptr inbounds nuw i8, ptr %8, i64 5936
  br label %106

32:                                               ; preds = %100
  %33 = load i64, ptr %9, align 8
  br label %34

34:                                               ; preds = %32, %14
  %35 = phi i64 [ %15, %14 ], [ %33, %32 ]
  %36 = phi i32 [ %16, %14 ], [ %101, %32 ]
  %37 = add nuw i64 %17, 1
  %38 = icmp ult i64 %37, %35
  br i1 %38, label %14, label %26

39:                                               ; preds = %19, %100
  %40 = phi i32 [ %16, %19 ], [ %101, %100 ]
  %41 = phi i64 [ 0, %19 ], [ %102, %100 ]
  %42 = getelementptr inbounds nuw %struct.slot, ptr %13, i64 %41
  %43 = getelementptr inbounds nuw i8, ptr %42, i64 24
  %44 = load i64, ptr %43, align 8
  %45 = icmp eq i64 %44, 1
  br i1 %45, label %46, label %100

46:                                               ; preds = %39
  %47 = load i64, ptr %21, align 8
  %48 = icmp eq i64 %47, 1
  br i1 %48, label %49, label %100

49:                                               ; preds = %46
  %50 = load i64, ptr %42, align 8
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %52, label %100

52:                                               ; preds = %49
  %53 = load i64, ptr %20, align 8
  %54 = icmp eq i64 %53, 0
  br i1 %54, label %55, label %100

55:                                               ; preds = %52
  %56 = getelementptr inbounds nuw i8, ptr %42, i64 8
  %57 = load i64, ptr %56, align 8
  %58 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 %57
  %59 = load i64, ptr %58, align 8
  %60 = icmp eq i64 %59, 0
  br i1 %60, label %100, label %61

61:                                               ; preds = %55
  %62 = load i64, ptr %22, align 8
  %63 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 %62
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %59, %64
  br i1 %65, label %66, label %100

66:                                               ; preds = %61
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %67 = load i64, ptr %23, align 8
  %68 = and i64 %67, 1
  %69 = icmp eq i64 %68, 0
  br i1 %69, label %72, label %70

70:                                               ; preds = %66
  %71 = load i64, ptr %24, align 8
  br label %75

72:                                               ; preds = %66
  %73 = load i64, ptr %25, align 8
  %74 = tail call fastcc i64 @elsewhere(ptr noundef nonnull %8, i64 noundef %73)
  br label %75

75:                                               ; preds = %72, %70
  %76 = phi i64 [ %71, %70 ], [ %74, %72 ]
  %77 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %78 = icmp eq i64 %77, 0
  br i1 %78, label %98, label %79

79:                                               ; preds = %75, %95
  %80 = phi i64 [ %96, %95 ], [ 0, %75 ]
  %81 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %80
  %82 = load i64, ptr %81, align 8
  %83 = icmp eq i64 %82, 0
  br i1 %83, label %84, label %95

84:                                               ; preds = %79
  %85 = getelementptr inbounds nuw i8, ptr %81, i64 8
  %86 = load i64, ptr %85, align 8
  %87 = load i64, ptr %22, align 8
  %88 = icmp eq i64 %86, %87
  br i1 %88, label %89, label %95

89:                                               ; preds = %84
  %90 = call fastcc i32 @allowed(ptr noundef nonnull %8, ptr noundef nonnull %81, i64 noundef 0, i64 noundef %76, ptr noundef %4)
  %91 = icmp eq i32 %90, 0
  br i1 %91, label %95, label %92

92:                                               ; preds = %89
  %93 = load i64, ptr %4, align 8
  %94 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 %86
  store i64 %93, ptr %94, align 8
  br label %98

95:                                               ; preds = %79, %84, %89
  %96 = add nuw i64 %80, 1
  %97 = icmp eq i64 %96, %77
  br i1 %97, label %98, label %79

98:                                               ; preds = %95, %75, %92
  %99 = phi i32 [ 1, %92 ], [ %40, %75 ], [ %40, %95 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %100

100:                                              ; preds = %61, %39, %46, %49, %52, %55, %98
  %101 = phi i32 [ %99, %98 ], [ %40, %39 ], [ %40, %55 ], [ %40, %52 ], [ %40, %49 ], [ %40, %46 ], [ %40, %61 ]
  %102 = add nuw i64 %41, 1
  %103 = icmp eq i64 %102, %17
  br i1 %103, label %32, label %39

104:                                              ; preds = %155, %26
  %105 = phi i32 [ %27, %26 ], [ %156, %155 ]
  ret i32 %105

106:                                              ; preds = %29, %155
  %107 = phi i64 [ 1, %29 ], [ %157, %155 ]
  %108 = phi i32 [ %27, %29 ], [ %156, %155 ]
  %109 = getelementptr inbounds nuw %struct.access, ptr @go_on.log, i64 %107
  %110 = tail call fastcc i32 @is_pointer(ptr noundef %8, ptr noundef %0, i64 noundef %1, ptr noundef nonnull %109)
  %111 = icmp eq i32 %110, 0
  br i1 %111, label %155, label %112

112:                                              ; preds = %106
  %113 = load i64, ptr %30, align 8
  %114 = icmp eq i64 %113, 0
  br i1 %114, label %119, label %115

115:                                              ; preds = %112
  %116 = getelementptr inbounds nuw i8, ptr %109, i64 24
  %117 = load i64, ptr %116, align 8
  br label %121

118:                                              ; preds = %121
  br i1 %125, label %150, label %119

119:                                              ; preds = %112, %118
  %120 = getelementptr inbounds nuw i8, ptr %109, i64 24
  br label %130

121:                                              ; preds = %115, %121
  %122 = phi i64 [ 0, %115 ], [ %126, %121 ]
  %123 = getelementptr inbounds nuw i64, ptr %31, i64 %122
  %124 = load i64, ptr %123, align 8
  %125 = icmp eq i64 %124, %117
  %126 = add nuw i64 %122, 1
  %127 = icmp uge i64 %126, %113
  %128 = select i1 %127, i1 true, i1 %125
  br i1 %128, label %118, label %121

129:                                              ; preds = %145
  br i1 %146, label %155, label %150

130:                                              ; preds = %119, %145
  %131 = phi i64 [ 0, %119 ], [ %147, %145 ]
  %132 = getelementptr inbounds nuw %struct.access, ptr @go_on.log, i64 %131
  %133 = getelementptr inbounds nuw i8, ptr %132, i64 8
  %134 = load i64, ptr %133, align 8
  %135 = icmp eq i64 %134, 8
  br i1 %135, label %136, label %145

136:                                              ; preds = %130
  %137 = getelementptr inbounds nuw i8, ptr %132, i64 24
  %138 = load i64, ptr %137, align 8
  %139 = load i64, ptr %120, align 8
  %140 = icmp eq i64 %138, %139
  br i1 %140, label %141, label %145

141:                                              ; preds = %136
  %142 = load i64, ptr %132, align 16
  %143 = load i64, ptr %109, align 16
  %144 = icmp eq i64 %142, %143
  br label %145

145:                                              ; preds = %141, %136, %130
  %146 = phi i1 [ true, %136 ], [ true, %130 ], [ %144, %141 ]
  %147 = add nuw i64 %131, 1
  %148 = icmp ult i64 %147, %107
  %149 = select i1 %148, i1 %146, i1 false
  br i1 %149, label %130, label %129

150:                                              ; preds = %118, %129
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %151 = tail call fastcc i64 @elsewhere(ptr noundef %8, i64 noundef 8)
  store i64 %151, ptr %5, align 8
  %152 = load i64, ptr %109, align 16
  %153 = call fastcc i32 @set_bytes(i64 noundef %152, i64 noundef 8, ptr noundef %5)
  %154 = or i32 %153, %108
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %155

155:                                              ; preds = %150, %129, %106
  %156 = phi i32 [ %108, %106 ], [ %154, %150 ], [ %108, %129 ]
  %157 = add nuw i64 %107, 1
  %158 = icmp eq i64 %157, %2
  br i1 %158, label %104, label %106
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @read_on(ptr noundef nonnull readonly captures(none) %0, i64 noundef %1, i64 noundef %2, i64 noundef %3, i64 noundef %4) unnamed_addr {
  %6 = alloca [16 x i8], align 16
  %7 = alloca i64, align 8
  %8 = getelementptr inbounds nuw %struct.reader, ptr %0, i64 %1
  %9 = load ptr, ptr @solver, align 8
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %11 = load ptr, ptr %10, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 16 dereferenceable(16) %6, i8 0, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  store i64 0, ptr %7, align 8
  %12 = getelementptr inbounds nuw i8, ptr %8, i64 24
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds nuw i8, ptr %8, i64 32
  %15 = load i64, ptr %14, align 8
  %16 = sub i64 %13, %15
  %17 = getelementptr inbounds nuw i8, ptr %8, i64 8
  %18 = load i64, ptr %17, align 8
  %19 = icmp ugt i64 %18, 16
  br i1 %19, label %109, label %20

20:                                               ; preds = %5
  %21 = icmp ult i64 %2, 3
  %22 = getelementptr inbounds nuw i8, ptr %8, i64 16
  %23 = load i64, ptr %22, align 8
  %24 = icmp ult i64 %23, 2
  br i1 %21, label %27, label %25

25:                                               ; preds = %20
  %26 = select i1 %24, ptr %12, ptr %14
  br label %28

27:                                               ; preds = %20
  br i1 %24, label %109, label %28

28:                                               ; preds = %25, %27
  %29 = phi ptr [ %26, %25 ], [ %14, %27 ]
  %30 = getelementptr inbounds nuw i8, ptr %8, i64 16
  %31 = load i64, ptr %29, align 8
  %32 = call fastcc i32 @get_bytes(i64 noundef %31, i64 noundef %18, ptr noundef %6)
  %33 = icmp eq i32 %32, 0
  br i1 %33, label %109, label %34

34:                                               ; preds = %28
  %35 = call ptr @memcpy(ptr noundef nonnull %7, ptr noundef nonnull %6, i64 noundef 8)
  %36 = getelementptr inbounds nuw i8, ptr %8, i64 48
  %37 = load i64, ptr %36, align 8
  %38 = icmp eq i64 %37, 0
  br i1 %38, label %39, label %50

39:                                               ; preds = %34
  %40 = icmp eq i64 %2, 0
  %41 = icmp eq i64 %18, 8
  %42 = and i1 %40, %41
  br i1 %42, label %43, label %62

43:                                               ; preds = %39
  %44 = getelementptr inbounds nuw i8, ptr %11, i64 2128
  %45 = load ptr, ptr %44, align 8
  %46 = load i64, ptr %8, align 8
  %47 = getelementptr inbounds nuw i8, ptr %45, i64 %46
  %48 = load i8, ptr %47, align 1
  %49 = icmp eq i8 %48, 1
  br i1 %49, label %50, label %62

50:                                               ; preds = %43, %34
  %51 = load i64, ptr %12, align 8
  %52 = call fastcc i32 @get_bytes(i64 noundef %51, i64 noundef 8, ptr noundef %7)
  %53 = icmp eq i32 %52, 0
  br i1 %53, label %109, label %54

54:                                               ; preds = %50
  %55 = load i64, ptr %7, align 8
  %56 = call fastcc i32 @in_heap(ptr noundef %11, i64 noundef %55)
  %57 = icmp eq i32 %56, 0
  br i1 %57, label %58, label %109

58:                                               ; preds = %54
  %59 = call fastcc i64 @elsewhere(ptr noundef %11, i64 noundef 8)
  store i64 %59, ptr %7, align 8
  %60 = load i64, ptr %12, align 8
  %61 = call fastcc i32 @set_bytes(i64 noundef %60, i64 noundef 8, ptr noundef %7)
  br label %109

62:                                               ; preds = %43, %39
  %63 = load i64, ptr %30, align 8
  %64 = icmp ult i64 %63, 3
  br i1 %64, label %65, label %67

65:                                               ; preds = %62
  %66 = icmp eq i64 %63, 2
  br i1 %66, label %74, label %73

67:                                               ; preds = %62
  %68 = load i64, ptr %14, align 8
  %69 = getelementptr inbounds nuw i8, ptr %8, i64 40
  %70 = load i64, ptr %69, align 8
  %71 = sub i64 %68, %70
  %72 = icmp eq i64 %71, %16
  br i1 %72, label %74, label %73

73:                                               ; preds = %67, %65
  br label %74

74:                                               ; preds = %73, %67, %65
  %75 = phi i64 [ 1, %73 ], [ %3, %65 ], [ %3, %67 ]
  %76 = and i64 %2, -5
  %77 = icmp eq i64 %76, 1
  %78 = icmp eq i64 %76, 2
  %79 = sext i1 %78 to i64
  %80 = select i1 %77, i64 1, i64 %79
  %81 = icmp ugt i64 %2, 2
  br i1 %81, label %82, label %87

82:                                               ; preds = %74
  %83 = icmp eq i64 %2, 3
  %84 = mul i64 %80, %1
  %85 = add i64 %84, %4
  %86 = select i1 %83, i64 0, i64 %85
  store i64 %86, ptr %7, align 8
  br label %87

87:                                               ; preds = %82, %74
  %88 = icmp eq i64 %75, 0
  br i1 %88, label %109, label %89

89:                                               ; preds = %87
  %90 = icmp samesign ugt i64 %18, 8
  %91 = and i1 %81, %90
  %92 = getelementptr inbounds nuw i8, ptr %6, i64 8
  br label %93

93:                                               ; preds = %99, %89
  %94 = phi i64 [ 0, %89 ], [ %106, %99 ]
  %95 = load i64, ptr %7, align 8
  %96 = add i64 %95, %80
  store i64 %96, ptr %7, align 8
  br i1 %91, label %97, label %99

97:                                               ; preds = %93
  %98 = call ptr @memcpy(ptr noundef nonnull %92, ptr noundef nonnull %7, i64 noundef 8)
  br label %99

99:                                               ; preds = %97, %93
  %100 = call ptr @memcpy(ptr noundef nonnull %6, ptr noundef nonnull %7, i64 noundef 8)
  %101 = load i64, ptr %12, align 8
  %102 = mul i64 %94, %16
  %103 = add i64 %101, %102
  %104 = call fastcc i32 @set_bytes(i64 noundef %103, i64 noundef %18, ptr noundef %6)
  %105 = icmp eq i32 %104, 0
  %106 = add nuw i64 %94, 1
  %107 = icmp eq i64 %106, %75
  %108 = select i1 %105, i1 true, i1 %107
  br i1 %108, label %109, label %93

109:                                              ; preds = %99, %87, %50, %54, %28, %5, %27, %58
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, argmem: read, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @return_on(i64 noundef %0, i64 noundef %1, i64 noundef %2) unnamed_addr {
  %4 = add i64 %0, -33
  %5 = icmp ult i64 %4, -32
  br i1 %5, label %52, label %6

6:                                                ; preds = %3
  %7 = load ptr, ptr @solver, align 8
  %8 = load ptr, ptr %7, align 8
  %9 = add nsw i64 %0, -1
  %10 = getelementptr inbounds nuw i8, ptr %8, i64 296
  %11 = load ptr, ptr %10, align 8
  %12 = getelementptr inbounds nuw i8, ptr %8, i64 2104
  %13 = load ptr, ptr %12, align 8
  %14 = getelementptr inbounds nuw %struct.call, ptr %13, i64 %9
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds nuw %struct.stub, ptr %11, i64 %15
  %17 = icmp eq i64 %9, 0
  br i1 %17, label %27, label %18

18:                                               ; preds = %6, %24
  %19 = phi i64 [ %25, %24 ], [ %9, %6 ]
  %20 = getelementptr %struct.call, ptr %13, i64 %19
  %21 = getelementptr i8, ptr %20, i64 -4640
  %22 = load i64, ptr %21, align 8
  %23 = icmp eq i64 %22, %15
  br i1 %23, label %27, label %24

24:                                               ; preds = %18
  %25 = add nsw i64 %19, -1
  %26 = icmp eq i64 %25, 0
  br i1 %26, label %27, label %18

27:                                               ; preds = %18, %24, %6
  %28 = phi i64 [ 0, %6 ], [ 0, %24 ], [ %19, %18 ]
  %29 = phi i1 [ false, %6 ], [ %23, %24 ], [ %23, %18 ]
  %30 = tail call fastcc i32 @gives_number(ptr noundef %16)
  %31 = icmp ne i32 %30, 0
  %32 = icmp ugt i64 %1, 2
  %33 = or i1 %32, %29
  %34 = and i1 %33, %31
  br i1 %34, label %35, label %52

35:                                               ; preds = %27
  %36 = icmp eq i64 %1, 3
  br i1 %36, label %43, label %37

37:                                               ; preds = %35
  %38 = icmp ugt i64 %1, 3
  br i1 %38, label %43, label %39

39:                                               ; preds = %37
  %40 = getelementptr i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7544), i64 %28
  %41 = getelementptr i8, ptr %40, i64 -8
  %42 = load i64, ptr %41, align 8
  br label %43

43:                                               ; preds = %37, %39, %35
  %44 = phi i64 [ 0, %35 ], [ %42, %39 ], [ %2, %37 ]
  %45 = icmp ult i64 %9, 32
  br i1 %45, label %46, label %52

46:                                               ; preds = %43, %46
  %47 = phi i64 [ %50, %46 ], [ %9, %43 ]
  %48 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7544), i64 %47
  store i64 %44, ptr %48, align 8
  %49 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 7288), i64 %47
  store i64 1, ptr %49, align 8
  %50 = add i64 %47, 1
  %51 = icmp eq i64 %50, 32
  br i1 %51, label %52, label %46

52:                                               ; preds = %46, %43, %27, %3
  ret void
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 17) i64 @turn_last(i64 noundef %0) unnamed_addr {
  %2 = alloca [3 x i64], align 16
  %3 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %4 = load ptr, ptr @solver, align 8
  %5 = load ptr, ptr %4, align 8
  %6 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %7 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %8 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %9 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %10 = getelementptr inbounds nuw i8, ptr %4, i64 392
  %11 = load i64, ptr %10, align 8
  %12 = sub i64 %9, %11
  %13 = udiv i64 %12, 9
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @turn_last.start, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  store ptr %5, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %14 = getelementptr inbounds nuw i8, ptr %4, i64 408
  %15 = load ptr, ptr %14, align 8
  store ptr %15, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  store i64 2, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  store i64 0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %16 = tail call fastcc i64 @probe()
  %17 = icmp eq i64 %16, 0
  br i1 %17, label %18, label %74

18:                                               ; preds = %1
  %19 = getelementptr inbounds nuw i8, ptr %5, i64 1936
  %20 = load i64, ptr %19, align 8
  %21 = add i64 %20, -1
  %22 = icmp ult i64 %21, 4095
  br i1 %22, label %23, label %74

23:                                               ; preds = %18
  %24 = add nuw nsw i64 %20, 1
  %25 = getelementptr inbounds nuw i8, ptr %5, i64 3024
  %26 = load ptr, ptr %25, align 8
  %27 = getelementptr inbounds nuw i8, ptr %5, i64 248
  %28 = load ptr, ptr %27, align 8
  br label %29

29:                                               ; preds = %23, %58
  %30 = phi i64 [ %24, %23 ], [ %32, %58 ]
  %31 = phi i64 [ 0, %23 ], [ %59, %58 ]
  %32 = add i64 %30, -1
  %33 = getelementptr inbounds nuw i16, ptr %26, i64 %32
  %34 = load i16, ptr %33, align 2
  %35 = zext i16 %34 to i64
  %36 = icmp eq i64 %31, 0
  br i1 %36, label %48, label %37

37:                                               ; preds = %29, %42
  %38 = phi i64 [ %43, %42 ], [ 0, %29 ]
  %39 = getelementptr inbounds nuw i64, ptr %2, i64 %38
  %40 = load i64, ptr %39, align 8
  %41 = icmp eq i64 %40, %35
  br i1 %41, label %45, label %42

42:                                               ; preds = %37
  %43 = add nuw i64 %38, 1
  %44 = icmp eq i64 %43, %31
  br i1 %44, label %45, label %37

45:                                               ; preds = %42, %37
  %46 = phi i64 [ %38, %37 ], [ %31, %42 ]
  %47 = icmp eq i64 %46, %31
  br label %48

48:                                               ; preds = %45, %29
  %49 = phi i1 [ true, %29 ], [ %47, %45 ]
  %50 = getelementptr inbounds nuw %struct.instruction, ptr %28, i64 %35
  %51 = getelementptr inbounds nuw i8, ptr %50, i64 16
  %52 = load i64, ptr %51, align 8
  %53 = icmp ne i64 %52, 0
  %54 = and i1 %53, %49
  br i1 %54, label %55, label %58

55:                                               ; preds = %48
  %56 = add nuw nsw i64 %31, 1
  %57 = getelementptr inbounds nuw i64, ptr %2, i64 %31
  store i64 %35, ptr %57, align 8
  br label %58

58:                                               ; preds = %55, %48
  %59 = phi i64 [ %56, %55 ], [ %31, %48 ]
  %60 = icmp ugt i64 %32, 1
  %61 = icmp ult i64 %59, 3
  %62 = select i1 %60, i1 %61, i1 false
  br i1 %62, label %29, label %63

63:                                               ; preds = %58
  store i64 %0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 120), align 8
  %64 = icmp eq i64 %59, 0
  br i1 %64, label %74, label %65

65:                                               ; preds = %63
  %66 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  br label %67

67:                                               ; preds = %65, %76
  %68 = phi i64 [ %9, %76 ], [ %66, %65 ]
  %69 = phi i64 [ %82, %76 ], [ 0, %65 ]
  %70 = load ptr, ptr @solver, align 8
  %71 = getelementptr inbounds nuw i8, ptr %70, i64 392
  %72 = load i64, ptr %71, align 8
  %73 = icmp ult i64 %72, %68
  br i1 %73, label %76, label %74

74:                                               ; preds = %67, %76, %18, %1, %63
  %75 = phi i64 [ %16, %63 ], [ %16, %18 ], [ %16, %1 ], [ %81, %76 ], [ 0, %67 ]
  store i64 0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 120), align 8
  store ptr %3, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  store ptr %6, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  store i64 %7, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  store i64 %8, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 88), align 8
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret i64 %75

76:                                               ; preds = %67
  %77 = getelementptr inbounds nuw i64, ptr %2, i64 %69
  %78 = load i64, ptr %77, align 8
  store i64 %78, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @turn_last.start, i64 8136, i1 false)
  %79 = load i64, ptr %71, align 8
  %80 = add i64 %79, %13
  store i64 %80, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %81 = tail call fastcc i64 @meet()
  store i64 %9, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %82 = add nuw i64 %69, 1
  %83 = icmp uge i64 %82, %59
  %84 = icmp ne i64 %81, 0
  %85 = select i1 %83, i1 true, i1 %84
  br i1 %85, label %74, label %67
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @is_pointer(ptr noundef readonly captures(none) %0, ptr noundef nonnull readonly captures(none) %1, i64 noundef %2, ptr noundef readonly captures(none) %3) unnamed_addr {
  %5 = icmp eq i64 %2, 0
  br i1 %5, label %31, label %6

6:                                                ; preds = %4
  %7 = getelementptr inbounds nuw i8, ptr %3, i64 16
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 8
  br label %10

10:                                               ; preds = %6, %28
  %11 = phi i64 [ 0, %6 ], [ %29, %28 ]
  %12 = getelementptr inbounds nuw %struct.reader, ptr %1, i64 %11
  %13 = load i64, ptr %12, align 8
  %14 = icmp eq i64 %13, %8
  br i1 %14, label %15, label %28

15:                                               ; preds = %10
  %16 = getelementptr inbounds nuw i8, ptr %12, i64 8
  %17 = load i64, ptr %16, align 8
  %18 = load i64, ptr %9, align 8
  %19 = icmp eq i64 %17, %18
  br i1 %19, label %20, label %28

20:                                               ; preds = %15
  %21 = getelementptr inbounds nuw i8, ptr %12, i64 48
  %22 = load i64, ptr %21, align 8
  %23 = icmp eq i64 %22, 0
  br i1 %23, label %31, label %24

24:                                               ; preds = %20
  %25 = getelementptr inbounds nuw i8, ptr %3, i64 24
  %26 = load i64, ptr %25, align 8
  %27 = tail call fastcc i32 @in_heap(ptr noundef %0, i64 noundef %26)
  br label %31

28:                                               ; preds = %10, %15
  %29 = add nuw i64 %11, 1
  %30 = icmp eq i64 %29, %2
  br i1 %30, label %31, label %10

31:                                               ; preds = %28, %4, %20, %24
  %32 = phi i32 [ 0, %20 ], [ %27, %24 ], [ 0, %4 ], [ 0, %28 ]
  ret i32 %32
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: read)
define internal fastcc range(i32 0, 2) i32 @gives_number(ptr noundef readonly captures(none) %0) unnamed_addr {
  %2 = getelementptr inbounds nuw i8, ptr %0, i64 2616
  %3 = load i64, ptr %2, align 8
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %20, label %5

5:                                                ; preds = %1
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 3136
  %7 = load i64, ptr %6, align 8
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %9, label %20

9:                                                ; preds = %5
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 2944
  %11 = load i64, ptr %10, align 8
  %12 = icmp eq i64 %11, 1
  br i1 %12, label %20, label %13

13:                                               ; preds = %9
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 3072
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds nuw i8, ptr %0, i64 3008
  %17 = load i64, ptr %16, align 8
  %18 = icmp sle i64 %15, %17
  %19 = zext i1 %18 to i32
  br label %20

20:                                               ; preds = %13, %9, %5, %1
  %21 = phi i32 [ 0, %9 ], [ 0, %5 ], [ 0, %1 ], [ %19, %13 ]
  ret i32 %21
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @break_off(i64 noundef range(i64 1, 0) %0, i64 noundef range(i64 0, 40) %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = load ptr, ptr @solver, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %6 = load ptr, ptr %5, align 8
  %7 = tail call fastcc i64 @chance(ptr noundef %6, i64 noundef 60)
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %9, label %13

9:                                                ; preds = %2
  %10 = tail call fastcc i64 @chance(ptr noundef %6, i64 noundef 50)
  %11 = icmp eq i64 %10, 0
  %12 = select i1 %11, i64 %0, i64 16
  br label %13

13:                                               ; preds = %2, %9
  %14 = phi i64 [ %12, %9 ], [ 4, %2 ]
  %15 = trunc nuw nsw i64 %1 to i8
  %16 = udiv i8 %15, 3
  %17 = urem i8 %15, 3
  %18 = zext nneg i8 %16 to i64
  %19 = icmp samesign ugt i64 %1, 20
  br i1 %19, label %20, label %23

20:                                               ; preds = %13
  %21 = tail call i64 @llvm.umin.i64(i64 %14, i64 %0)
  %22 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %21)
  br label %25

23:                                               ; preds = %13
  %24 = zext nneg i8 %17 to i64
  br label %25

25:                                               ; preds = %23, %20
  %26 = phi i64 [ %22, %20 ], [ %24, %23 ]
  %27 = icmp ult i64 %26, %0
  %28 = xor i64 %26, -1
  %29 = select i1 %27, i64 %28, i64 -1
  %30 = getelementptr %struct.access, ptr @go_on.log, i64 %29
  %31 = getelementptr %struct.access, ptr %30, i64 %0
  %32 = getelementptr inbounds nuw i8, ptr %31, i64 8
  %33 = load i64, ptr %32, align 8
  %34 = tail call i64 @llvm.umin.i64(i64 %33, i64 8)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %35 = add nsw i64 %18, -4
  %36 = load i64, ptr %31, align 16
  %37 = icmp ugt i64 %33, 8
  br i1 %37, label %38, label %42

38:                                               ; preds = %25
  %39 = lshr i64 %33, 3
  %40 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %39)
  %41 = shl nuw nsw i64 %40, 3
  br label %42

42:                                               ; preds = %25, %38
  %43 = phi i64 [ %41, %38 ], [ 0, %25 ]
  %44 = add i64 %43, %36
  %45 = call fastcc i32 @get_bytes(i64 noundef %44, i64 noundef %34, ptr noundef %3)
  %46 = icmp eq i32 %45, 0
  br i1 %46, label %95, label %47

47:                                               ; preds = %42
  br i1 %19, label %48, label %54

48:                                               ; preds = %47
  %49 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef 5)
  %50 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %51 = tail call i64 @llvm.umax.i64(i64 %50, i64 1)
  %52 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %51)
  %53 = icmp eq i64 %49, 0
  br i1 %53, label %56, label %67

54:                                               ; preds = %47
  %55 = icmp samesign ult i64 %1, 3
  br i1 %55, label %59, label %67

56:                                               ; preds = %48
  %57 = shl nuw nsw i64 %34, 3
  %58 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %57)
  br label %62

59:                                               ; preds = %54
  %60 = shl nuw nsw i64 %34, 3
  %61 = add nsw i64 %60, -1
  br label %62

62:                                               ; preds = %59, %56
  %63 = phi i64 [ %58, %56 ], [ %61, %59 ]
  %64 = shl nuw i64 1, %63
  %65 = load i64, ptr %3, align 8
  %66 = xor i64 %65, %64
  br label %92

67:                                               ; preds = %54, %48
  %68 = phi i64 [ %35, %54 ], [ %52, %48 ]
  %69 = phi i64 [ %18, %54 ], [ %49, %48 ]
  %70 = icmp samesign ult i64 %69, 3
  br i1 %70, label %71, label %76

71:                                               ; preds = %67
  %72 = icmp eq i64 %69, 1
  %73 = select i1 %72, i64 1, i64 -1
  %74 = load i64, ptr %3, align 8
  %75 = add i64 %74, %73
  br label %92

76:                                               ; preds = %67
  %77 = icmp ne i64 %69, 3
  %78 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %79 = icmp ult i64 %68, %78
  %80 = select i1 %77, i1 %79, i1 false
  br i1 %80, label %81, label %84

81:                                               ; preds = %76
  %82 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %68
  %83 = tail call fastcc i64 @get(ptr noundef nonnull %82)
  br label %92

84:                                               ; preds = %76
  br i1 %19, label %85, label %90

85:                                               ; preds = %84
  %86 = tail call fastcc i64 @chance(ptr noundef %6, i64 noundef 50)
  %87 = icmp eq i64 %86, 0
  br i1 %87, label %90, label %88

88:                                               ; preds = %85
  %89 = tail call fastcc i64 @suspicious(ptr noundef %6)
  br label %92

90:                                               ; preds = %85, %84
  %91 = tail call fastcc i64 @element(ptr noundef %6, i64 noundef %34)
  br label %92

92:                                               ; preds = %88, %90, %71, %81, %62
  %93 = phi i64 [ %75, %71 ], [ %66, %62 ], [ %83, %81 ], [ %89, %88 ], [ %91, %90 ]
  store i64 %93, ptr %3, align 8
  %94 = call fastcc i32 @set_bytes(i64 noundef %44, i64 noundef %34, ptr noundef %3)
  br label %95

95:                                               ; preds = %42, %92
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc i64 @elsewhere(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = tail call i64 @llvm.umax.i64(i64 %1, i64 16)
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 2096
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 2104
  %7 = load i64, ptr %6, align 8
  %8 = mul i64 %7, 3072
  %9 = add i64 %8, -8192
  %10 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %9)
  %11 = freeze i64 %10
  %12 = urem i64 %11, %3
  %13 = add i64 %5, 2048
  %14 = sub i64 %13, %12
  %15 = add i64 %14, %11
  ret i64 %15
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @set_bytes(i64 noundef %0, i64 noundef %1, ptr noundef nonnull readonly captures(none) %2) unnamed_addr {
  %4 = icmp eq i64 %1, 0
  br i1 %4, label %25, label %5

5:                                                ; preds = %3, %11
  %6 = phi i64 [ %23, %11 ], [ 0, %3 ]
  %7 = add i64 %6, %0
  %8 = and i64 %7, -8
  tail call fastcc void @know_word(i64 noundef %8)
  %9 = tail call fastcc ptr @word_at(i64 noundef %7)
  %10 = icmp eq ptr %9, null
  br i1 %10, label %25, label %11

11:                                               ; preds = %5
  %12 = shl i64 %7, 3
  %13 = and i64 %12, 56
  %14 = load i64, ptr %9, align 8
  %15 = shl nuw i64 255, %13
  %16 = xor i64 %15, -1
  %17 = and i64 %14, %16
  %18 = getelementptr inbounds nuw i8, ptr %2, i64 %6
  %19 = load i8, ptr %18, align 1
  %20 = zext i8 %19 to i64
  %21 = shl nuw i64 %20, %13
  %22 = or i64 %21, %17
  store i64 %22, ptr %9, align 8
  %23 = add nuw i64 %6, 1
  %24 = icmp eq i64 %23, %1
  br i1 %24, label %25, label %5

25:                                               ; preds = %5, %11, %3
  %26 = phi i32 [ 1, %3 ], [ 1, %11 ], [ 0, %5 ]
  ret i32 %26
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i32 0, 2) i32 @get_bytes(i64 noundef %0, i64 noundef range(i64 0, 17) %1, ptr noundef nonnull writeonly captures(none) %2) unnamed_addr {
  %4 = icmp eq i64 %1, 0
  br i1 %4, label %20, label %5

5:                                                ; preds = %3, %11
  %6 = phi i64 [ %18, %11 ], [ 0, %3 ]
  %7 = add i64 %6, %0
  %8 = and i64 %7, -8
  tail call fastcc void @know_word(i64 noundef %8)
  %9 = tail call fastcc ptr @word_at(i64 noundef %7)
  %10 = icmp eq ptr %9, null
  br i1 %10, label %20, label %11

11:                                               ; preds = %5
  %12 = load i64, ptr %9, align 8
  %13 = shl i64 %7, 3
  %14 = and i64 %13, 56
  %15 = lshr i64 %12, %14
  %16 = trunc i64 %15 to i8
  %17 = getelementptr inbounds nuw i8, ptr %2, i64 %6
  store i8 %16, ptr %17, align 1
  %18 = add nuw nsw i64 %6, 1
  %19 = icmp eq i64 %18, %1
  br i1 %19, label %20, label %5

20:                                               ; preds = %5, %11, %3
  %21 = phi i32 [ 1, %3 ], [ 1, %11 ], [ 0, %5 ]
  ret i32 %21
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @suspicious(ptr noundef captures(none) %0) unnamed_addr {
  %2 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef 100)
  %3 = icmp samesign ult i64 %2, 50
  br i1 %3, label %4, label %12

4:                                                ; preds = %1
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 1760
  %6 = load ptr, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 1752
  %8 = load i64, ptr %7, align 8
  %9 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %8)
  %10 = getelementptr inbounds nuw i64, ptr %6, i64 %9
  %11 = load i64, ptr %10, align 8
  br label %28

12:                                               ; preds = %1
  %13 = icmp samesign ult i64 %2, 75
  br i1 %13, label %14, label %22

14:                                               ; preds = %12
  %15 = getelementptr inbounds nuw i8, ptr %0, i64 1792
  %16 = load ptr, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %0, i64 1784
  %18 = load i64, ptr %17, align 8
  %19 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %18)
  %20 = getelementptr inbounds nuw i64, ptr %16, i64 %19
  %21 = load i64, ptr %20, align 8
  br label %28

22:                                               ; preds = %12
  %23 = icmp samesign ult i64 %2, 85
  %24 = icmp samesign ult i64 %2, 93
  %25 = select i1 %24, i64 0, i64 4
  %26 = select i1 %23, i64 2, i64 %25
  %27 = tail call fastcc i64 @draw_integer(ptr noundef %0, i64 noundef %26)
  br label %28

28:                                               ; preds = %22, %14, %4
  %29 = phi i64 [ %11, %4 ], [ %21, %14 ], [ %27, %22 ]
  ret i64 %29
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @element(ptr noundef captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 2368
  %4 = load i64, ptr %3, align 8
  %5 = icmp ne i64 %4, 0
  %6 = icmp ugt i64 %1, 3
  %7 = and i1 %6, %5
  br i1 %7, label %8, label %14

8:                                                ; preds = %2
  %9 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 80)
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %14, label %11

11:                                               ; preds = %8
  %12 = shl i64 %1, 3
  %13 = tail call fastcc i64 @draw_float(ptr noundef nonnull %0, i64 noundef %12)
  br label %22

14:                                               ; preds = %8, %2
  %15 = tail call fastcc i64 @chance(ptr noundef nonnull %0, i64 noundef 50)
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %17, label %19

17:                                               ; preds = %14
  %18 = tail call fastcc i64 @draw_style(ptr noundef nonnull %0)
  br label %19

19:                                               ; preds = %14, %17
  %20 = phi i64 [ %18, %17 ], [ 0, %14 ]
  %21 = tail call fastcc i64 @draw_integer(ptr noundef nonnull %0, i64 noundef %20)
  br label %22

22:                                               ; preds = %19, %11
  %23 = phi i64 [ %13, %11 ], [ %21, %19 ]
  ret i64 %23
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @met_suspects(ptr noundef readonly captures(none) %0, i64 noundef %1, ptr noundef nonnull captures(none) %2) unnamed_addr {
  %4 = icmp eq i64 %1, 0
  br i1 %4, label %22, label %5

5:                                                ; preds = %3
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 1752
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 1760
  br label %8

8:                                                ; preds = %5, %59
  %9 = phi i64 [ 0, %5 ], [ %60, %59 ]
  %10 = phi i64 [ 0, %5 ], [ %61, %59 ]
  %11 = load i64, ptr %6, align 8
  %12 = icmp eq i64 %11, 0
  br i1 %12, label %59, label %13

13:                                               ; preds = %8
  %14 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %10
  %15 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %14, i64 24
  %18 = load i64, ptr %17, align 8
  %19 = load ptr, ptr %7, align 8
  %20 = shl i64 %16, 3
  %21 = tail call fastcc i64 @ones(i64 noundef %20)
  br label %27

22:                                               ; preds = %59, %3
  %23 = phi i64 [ 0, %3 ], [ %60, %59 ]
  ret i64 %23

24:                                               ; preds = %27
  %25 = add nuw i64 %28, 1
  %26 = icmp eq i64 %25, %11
  br i1 %26, label %59, label %27

27:                                               ; preds = %13, %24
  %28 = phi i64 [ 0, %13 ], [ %25, %24 ]
  %29 = getelementptr inbounds nuw i64, ptr %19, i64 %28
  %30 = load i64, ptr %29, align 8
  %31 = xor i64 %30, %18
  %32 = and i64 %31, %21
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %34, label %24

34:                                               ; preds = %27
  %35 = icmp eq i64 %9, 0
  br i1 %35, label %47, label %36

36:                                               ; preds = %34, %41
  %37 = phi i64 [ %42, %41 ], [ 0, %34 ]
  %38 = getelementptr inbounds nuw i64, ptr %2, i64 %37
  %39 = load i64, ptr %38, align 8
  %40 = icmp eq i64 %39, %30
  br i1 %40, label %44, label %41

41:                                               ; preds = %36
  %42 = add nuw i64 %37, 1
  %43 = icmp eq i64 %42, %9
  br i1 %43, label %44, label %36

44:                                               ; preds = %41, %36
  %45 = phi i64 [ %37, %36 ], [ %9, %41 ]
  %46 = icmp eq i64 %45, %9
  br label %47

47:                                               ; preds = %44, %34
  %48 = phi i1 [ true, %34 ], [ %46, %44 ]
  %49 = icmp ult i64 %9, 16
  %50 = and i1 %49, %48
  br i1 %50, label %51, label %59

51:                                               ; preds = %47
  %52 = add nuw nsw i64 %9, 1
  %53 = getelementptr inbounds nuw i64, ptr %2, i64 %9
  store i64 %30, ptr %53, align 8
  %54 = tail call fastcc i64 @far(i64 noundef %30, i64 noundef %16)
  %55 = load i64, ptr %2, align 8
  %56 = tail call fastcc i64 @far(i64 noundef %55, i64 noundef %16)
  %57 = icmp ugt i64 %54, %56
  br i1 %57, label %58, label %59

58:                                               ; preds = %51
  store i64 %55, ptr %53, align 8
  store i64 %30, ptr %2, align 8
  br label %59

59:                                               ; preds = %24, %8, %51, %58, %47
  %60 = phi i64 [ %52, %51 ], [ %9, %47 ], [ %52, %58 ], [ %9, %8 ], [ %9, %24 ]
  %61 = add nuw i64 %10, 1
  %62 = icmp eq i64 %61, %1
  br i1 %62, label %22, label %8
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @set_alike(i64 noundef %0) unnamed_addr {
  %2 = load ptr, ptr @solver, align 8
  %3 = getelementptr inbounds nuw i8, ptr %2, i64 16
  %4 = load ptr, ptr %3, align 8
  %5 = tail call fastcc i64 @chance(ptr noundef %4, i64 noundef 70)
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %9, label %7

7:                                                ; preds = %1
  %8 = add i64 %0, -1
  br label %11

9:                                                ; preds = %1
  %10 = tail call fastcc i64 @below(ptr noundef %4, i64 noundef %0)
  br label %11

11:                                               ; preds = %9, %7
  %12 = phi i64 [ %8, %7 ], [ %10, %9 ]
  %13 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %12
  %14 = getelementptr inbounds nuw i8, ptr %13, i64 8
  %15 = load i64, ptr %14, align 8
  %16 = tail call fastcc i64 @element(ptr noundef %4, i64 noundef %15)
  %17 = tail call fastcc i64 @element(ptr noundef %4, i64 noundef %15)
  %18 = icmp eq i64 %0, 0
  br i1 %18, label %19, label %20

19:                                               ; preds = %27, %11
  tail call fastcc void @set_loaded(ptr noundef nonnull %13, i64 noundef %17)
  ret void

20:                                               ; preds = %11, %27
  %21 = phi i64 [ %28, %27 ], [ 0, %11 ]
  %22 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %21
  %23 = getelementptr inbounds nuw i8, ptr %22, i64 8
  %24 = load i64, ptr %23, align 8
  %25 = icmp eq i64 %24, %15
  br i1 %25, label %26, label %27

26:                                               ; preds = %20
  tail call fastcc void @set_loaded(ptr noundef nonnull %22, i64 noundef %16)
  br label %27

27:                                               ; preds = %20, %26
  %28 = add nuw i64 %21, 1
  %29 = icmp eq i64 %28, %0
  br i1 %29, label %19, label %20
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @set_twins(i64 noundef range(i64 2, 0) %0) unnamed_addr {
  %2 = alloca i8, align 1
  %3 = load ptr, ptr @solver, align 8
  %4 = getelementptr inbounds nuw i8, ptr %3, i64 16
  %5 = load ptr, ptr %4, align 8
  %6 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 70)
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %8, label %12

8:                                                ; preds = %1
  %9 = add i64 %0, -1
  %10 = tail call i64 @llvm.umin.i64(i64 %9, i64 5)
  %11 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %10)
  br label %12

12:                                               ; preds = %1, %8
  %13 = phi i64 [ %11, %8 ], [ 0, %1 ]
  %14 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 70)
  %15 = icmp eq i64 %14, 0
  br i1 %15, label %16, label %19

16:                                               ; preds = %12
  %17 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 3)
  %18 = add nuw nsw i64 %17, 1
  br label %19

19:                                               ; preds = %12, %16
  %20 = phi i64 [ %18, %16 ], [ 1, %12 ]
  %21 = add nuw nsw i64 %20, %13
  %22 = add i64 %0, -1
  %23 = tail call i64 @llvm.umin.i64(i64 %21, i64 %22)
  %24 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %13
  %25 = getelementptr inbounds nuw i8, ptr %24, i64 8
  %26 = load i64, ptr %25, align 8
  %27 = load i64, ptr %24, align 16
  %28 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %23
  %29 = load i64, ptr %28, align 16
  %30 = tail call fastcc i64 @suspicious(ptr noundef %5)
  %31 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %41, label %33

33:                                               ; preds = %19
  %34 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 60)
  %35 = icmp eq i64 %34, 0
  br i1 %35, label %41, label %36

36:                                               ; preds = %33
  %37 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8320), align 8
  %38 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %37)
  %39 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %38
  %40 = tail call fastcc i64 @get(ptr noundef nonnull %39)
  br label %41

41:                                               ; preds = %36, %33, %19
  %42 = phi i64 [ %40, %36 ], [ %30, %33 ], [ %30, %19 ]
  %43 = add i64 %42, -1
  %44 = udiv i64 1024, %26
  %45 = icmp ult i64 %43, %44
  br i1 %45, label %49, label %46

46:                                               ; preds = %41
  %47 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %44)
  %48 = add nuw nsw i64 %47, 1
  br label %49

49:                                               ; preds = %46, %41
  %50 = phi i64 [ %48, %46 ], [ %42, %41 ]
  %51 = mul i64 %50, %26
  %52 = icmp eq i64 %51, 0
  br i1 %52, label %66, label %53

53:                                               ; preds = %49, %62
  %54 = phi i64 [ %63, %62 ], [ 0, %49 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %55 = add i64 %54, %27
  %56 = call fastcc i32 @get_bytes(i64 noundef %55, i64 noundef 1, ptr noundef %2)
  %57 = icmp eq i32 %56, 0
  br i1 %57, label %65, label %58

58:                                               ; preds = %53
  %59 = add i64 %54, %29
  %60 = call fastcc i32 @set_bytes(i64 noundef %59, i64 noundef 1, ptr noundef %2)
  %61 = icmp eq i32 %60, 0
  br i1 %61, label %65, label %62

62:                                               ; preds = %58
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  %63 = add nuw i64 %54, 1
  %64 = icmp eq i64 %63, %51
  br i1 %64, label %66, label %53

65:                                               ; preds = %53, %58
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %89

66:                                               ; preds = %62, %49
  %67 = tail call fastcc i64 @chance(ptr noundef %5, i64 noundef 70)
  %68 = icmp eq i64 %67, 0
  br i1 %68, label %71, label %69

69:                                               ; preds = %66
  %70 = add i64 %50, -1
  br label %73

71:                                               ; preds = %66
  %72 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %50)
  br label %73

73:                                               ; preds = %71, %69
  %74 = phi i64 [ %70, %69 ], [ %72, %71 ]
  %75 = mul i64 %74, %26
  %76 = add i64 %75, %29
  %77 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef %26)
  %78 = add i64 %76, %77
  %79 = tail call fastcc ptr @word_at(i64 noundef %78)
  %80 = icmp eq ptr %79, null
  br i1 %80, label %89, label %81

81:                                               ; preds = %73
  %82 = shl i64 %78, 3
  %83 = and i64 %82, 56
  %84 = tail call fastcc i64 @below(ptr noundef %5, i64 noundef 8)
  %85 = add nuw nsw i64 %84, %83
  %86 = shl nuw i64 1, %85
  %87 = load i64, ptr %79, align 8
  %88 = xor i64 %86, %87
  store i64 %88, ptr %79, align 8
  br label %89

89:                                               ; preds = %65, %73, %81
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(read, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc i64 @met_or_other(ptr noundef captures(none) %0, ptr noundef nonnull readonly captures(none) %1, i64 noundef %2) unnamed_addr {
  %4 = icmp eq i64 %2, 0
  br i1 %4, label %5, label %7

5:                                                ; preds = %3
  %6 = tail call fastcc i64 @suspicious(ptr noundef %0)
  br label %16

7:                                                ; preds = %3
  %8 = tail call fastcc i64 @chance(ptr noundef %0, i64 noundef 70)
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %10, label %12

10:                                               ; preds = %7
  %11 = tail call fastcc i64 @below(ptr noundef %0, i64 noundef %2)
  br label %12

12:                                               ; preds = %7, %10
  %13 = phi i64 [ %11, %10 ], [ 0, %7 ]
  %14 = getelementptr inbounds nuw i64, ptr %1, i64 %13
  %15 = load i64, ptr %14, align 8
  br label %16

16:                                               ; preds = %12, %5
  %17 = phi i64 [ %6, %5 ], [ %15, %12 ]
  ret i64 %17
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @set_ordered(i64 noundef %0, i64 noundef %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = load ptr, ptr @solver, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %6 = load ptr, ptr %5, align 8
  %7 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %0)
  %8 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %7
  %9 = getelementptr inbounds nuw i8, ptr %8, i64 8
  %10 = load i64, ptr %9, align 8
  %11 = shl i64 %10, 3
  %12 = add i64 %11, -1
  %13 = shl nuw i64 1, %12
  %14 = tail call fastcc i64 @chance(ptr noundef %6, i64 noundef 70)
  %15 = icmp eq i64 %14, 0
  %16 = select i1 %15, i64 0, i64 %13
  %17 = icmp eq i64 %0, 0
  br i1 %17, label %18, label %22

18:                                               ; preds = %32, %2
  %19 = phi i64 [ 0, %2 ], [ %33, %32 ]
  %20 = tail call fastcc i64 @chance(ptr noundef %6, i64 noundef 50)
  %21 = icmp eq i64 %20, 0
  br i1 %21, label %38, label %36

22:                                               ; preds = %2, %32
  %23 = phi i64 [ %33, %32 ], [ 0, %2 ]
  %24 = phi i64 [ %34, %32 ], [ 0, %2 ]
  %25 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %24
  %26 = getelementptr inbounds nuw i8, ptr %25, i64 8
  %27 = load i64, ptr %26, align 8
  %28 = icmp eq i64 %27, %10
  br i1 %28, label %29, label %32

29:                                               ; preds = %22
  %30 = load i64, ptr %25, align 16
  %31 = tail call i64 @llvm.umax.i64(i64 %30, i64 %23)
  br label %32

32:                                               ; preds = %29, %22
  %33 = phi i64 [ %23, %22 ], [ %31, %29 ]
  %34 = add nuw i64 %24, 1
  %35 = icmp eq i64 %34, %0
  br i1 %35, label %18, label %22

36:                                               ; preds = %18
  %37 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef 9)
  br label %38

38:                                               ; preds = %18, %36
  %39 = phi i64 [ %37, %36 ], [ 0, %18 ]
  %40 = add i64 %39, %0
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %45, label %42

42:                                               ; preds = %38
  %43 = add i64 %1, -1
  %44 = xor i64 %16, -1
  br label %46

45:                                               ; preds = %71, %38
  ret void

46:                                               ; preds = %42, %71
  %47 = phi i64 [ %19, %42 ], [ %72, %71 ]
  %48 = phi i64 [ 0, %42 ], [ %73, %71 ]
  %49 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef 8)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %50 = icmp samesign ult i64 %49, 2
  br i1 %50, label %59, label %51

51:                                               ; preds = %46
  %52 = icmp samesign ult i64 %49, 4
  br i1 %52, label %59, label %53

53:                                               ; preds = %51
  %54 = icmp eq i64 %49, 4
  br i1 %54, label %59, label %55

55:                                               ; preds = %53
  %56 = icmp samesign ult i64 %49, 6
  %57 = zext i1 %56 to i64
  %58 = add i64 %1, %57
  br label %59

59:                                               ; preds = %53, %51, %46, %55
  %60 = phi i64 [ %58, %55 ], [ %16, %46 ], [ %44, %51 ], [ %43, %53 ]
  store i64 %60, ptr %3, align 8
  %61 = icmp ult i64 %48, %0
  br i1 %61, label %65, label %62

62:                                               ; preds = %59
  %63 = add i64 %47, %10
  %64 = call fastcc i32 @set_bytes(i64 noundef %63, i64 noundef %10, ptr noundef %3)
  br label %71

65:                                               ; preds = %59
  %66 = getelementptr inbounds nuw %struct.access, ptr @vary.log, i64 %48
  %67 = getelementptr inbounds nuw i8, ptr %66, i64 8
  %68 = load i64, ptr %67, align 8
  %69 = icmp eq i64 %68, %10
  br i1 %69, label %70, label %71

70:                                               ; preds = %65
  tail call fastcc void @set_loaded(ptr noundef nonnull %66, i64 noundef %60)
  br label %71

71:                                               ; preds = %65, %70, %62
  %72 = phi i64 [ %63, %62 ], [ %47, %70 ], [ %47, %65 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  %73 = add nuw i64 %48, 1
  %74 = icmp eq i64 %73, %40
  br i1 %74, label %45, label %46
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @set_variable(i64 noundef %0, i64 noundef %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = load ptr, ptr @solver, align 8
  %5 = getelementptr inbounds nuw i8, ptr %4, i64 16
  %6 = load ptr, ptr %5, align 8
  %7 = tail call fastcc i64 @below(ptr noundef %6, i64 noundef %0)
  %8 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %7
  %9 = icmp eq i64 %0, 0
  br i1 %9, label %26, label %10

10:                                               ; preds = %2
  %11 = load i64, ptr %8, align 8
  %12 = icmp ugt i64 %11, 2
  br i1 %12, label %26, label %13

13:                                               ; preds = %10
  %14 = getelementptr inbounds nuw i8, ptr %8, i64 24
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds nuw %struct.slot, ptr %6, i64 %15
  %17 = getelementptr inbounds nuw i8, ptr %16, i64 48
  %18 = load i64, ptr %17, align 8
  %19 = icmp eq i64 %18, 1
  br i1 %19, label %26, label %20

20:                                               ; preds = %13
  %21 = tail call fastcc i64 @get(ptr noundef nonnull %8)
  %22 = call fastcc i32 @allowed(ptr noundef nonnull %6, ptr noundef nonnull %8, i64 noundef %21, i64 noundef %1, ptr noundef %3)
  %23 = icmp eq i32 %22, 0
  br i1 %23, label %26, label %24

24:                                               ; preds = %20
  %25 = load i64, ptr %3, align 8
  tail call fastcc void @put(ptr noundef nonnull %8, i64 noundef %25)
  br label %26

26:                                               ; preds = %20, %24, %2, %10, %13
  ret void
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
define internal fastcc void @set_loaded(ptr noundef readonly captures(none) %0, i64 noundef %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = load i64, ptr %3, align 8
  %5 = load i64, ptr %0, align 8
  %6 = and i64 %5, 7
  %7 = tail call fastcc ptr @word_at(i64 noundef %5)
  %8 = icmp eq ptr %7, null
  %9 = add i64 %6, %4
  %10 = icmp ugt i64 %9, 8
  %11 = select i1 %8, i1 true, i1 %10
  br i1 %11, label %23, label %12

12:                                               ; preds = %2
  %13 = shl i64 %4, 3
  %14 = tail call fastcc i64 @ones(i64 noundef %13)
  %15 = shl nuw nsw i64 %6, 3
  %16 = shl i64 %14, %15
  %17 = load i64, ptr %7, align 8
  %18 = xor i64 %16, -1
  %19 = and i64 %17, %18
  %20 = and i64 %14, %1
  %21 = shl i64 %20, %15
  %22 = or i64 %19, %21
  store i64 %22, ptr %7, align 8
  br label %23

23:                                               ; preds = %2, %12
  ret void
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(none)
define internal fastcc i64 @far(i64 noundef %0, i64 noundef %1) unnamed_addr {
  %3 = shl i64 %1, 3
  %4 = tail call fastcc i64 @ones(i64 noundef %3)
  %5 = and i64 %4, %0
  %6 = sub i64 0, %0
  %7 = and i64 %4, %6
  %8 = tail call i64 @llvm.umin.i64(i64 %5, i64 %7)
  ret i64 %8
}

; Function Attrs: noinline nounwind optsize
define internal fastcc void @find_more_variables() unnamed_addr {
  %1 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %2 = tail call fastcc i64 @log_length(ptr noundef %1)
  %3 = tail call i64 @llvm.umin.i64(i64 %2, i64 64)
  %4 = icmp eq i64 %2, 0
  br i1 %4, label %8, label %5

5:                                                ; preds = %0
  %6 = getelementptr inbounds nuw i8, ptr %1, i64 2032
  %7 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  br label %9

8:                                                ; preds = %40, %0
  ret void

9:                                                ; preds = %5, %40
  %10 = phi i64 [ %7, %5 ], [ %41, %40 ]
  %11 = phi i64 [ %7, %5 ], [ %42, %40 ]
  %12 = phi i64 [ 0, %5 ], [ %43, %40 ]
  %13 = load ptr, ptr %6, align 8
  %14 = getelementptr inbounds nuw %struct.access, ptr %13, i64 %12
  %15 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %16 = load i64, ptr %15, align 8
  %17 = icmp ult i64 %16, 256
  br i1 %17, label %18, label %40

18:                                               ; preds = %9
  %19 = load i64, ptr %14, align 8
  %20 = and i64 %19, -8
  %21 = add i64 %16, %19
  %22 = icmp ult i64 %20, %21
  br i1 %22, label %28, label %25

23:                                               ; preds = %28
  %24 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  br label %25

25:                                               ; preds = %23, %18
  %26 = phi i64 [ %24, %23 ], [ %10, %18 ]
  %27 = icmp ult i64 %11, %26
  br i1 %27, label %35, label %40

28:                                               ; preds = %18, %28
  %29 = phi i64 [ %30, %28 ], [ %20, %18 ]
  tail call fastcc void @know_word(i64 noundef %29)
  %30 = add i64 %29, 8
  %31 = load i64, ptr %14, align 8
  %32 = load i64, ptr %15, align 8
  %33 = add i64 %32, %31
  %34 = icmp ult i64 %30, %33
  br i1 %34, label %28, label %23

35:                                               ; preds = %25, %35
  %36 = phi i64 [ %37, %35 ], [ %11, %25 ]
  tail call fastcc void @add_variable(i64 noundef 3, i64 noundef %36, i64 noundef 64, i64 noundef -1)
  %37 = add nuw i64 %36, 1
  %38 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 960), align 8
  %39 = icmp ult i64 %37, %38
  br i1 %39, label %35, label %40

40:                                               ; preds = %35, %25, %9
  %41 = phi i64 [ %10, %9 ], [ %26, %25 ], [ %38, %35 ]
  %42 = phi i64 [ %11, %9 ], [ %26, %25 ], [ %38, %35 ]
  %43 = add nuw nsw i64 %12, 1
  %44 = icmp eq i64 %43, %3
  br i1 %44, label %8, label %9
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @solve_variable(i64 noundef %0) unnamed_addr {
  %2 = alloca %struct.watch, align 8
  %3 = alloca [64 x i64], align 16
  %4 = alloca [64 x i64], align 16
  %5 = alloca i64, align 8
  %6 = alloca i64, align 8
  %7 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %0
  %8 = load ptr, ptr @solver, align 8
  %9 = getelementptr inbounds nuw i8, ptr %8, i64 16
  %10 = load ptr, ptr %9, align 8
  %11 = tail call fastcc i64 @get(ptr noundef nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(176) %2, ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14728), i64 176, i1 false)
  %12 = tail call fastcc i32 @in_heap(ptr noundef %10, i64 noundef %11)
  %13 = icmp eq i32 %12, 0
  %14 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 112), align 8
  %15 = icmp eq i64 %14, 0
  br i1 %13, label %17, label %16

16:                                               ; preds = %1
  br i1 %15, label %24, label %18

17:                                               ; preds = %1
  br i1 %15, label %33, label %18

18:                                               ; preds = %17, %16
  %19 = getelementptr inbounds nuw i8, ptr %7, i64 24
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %10, i64 16
  %22 = load i64, ptr %21, align 8
  %23 = icmp ult i64 %20, %22
  br i1 %23, label %28, label %36

24:                                               ; preds = %16
  %25 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %26 = load i64, ptr %25, align 8
  %27 = icmp eq i64 %26, 64
  br i1 %27, label %71, label %33

28:                                               ; preds = %18
  %29 = getelementptr inbounds nuw %struct.slot, ptr %10, i64 %20
  %30 = getelementptr inbounds nuw i8, ptr %29, i64 48
  %31 = load i64, ptr %30, align 8
  %32 = icmp eq i64 %31, 1
  br i1 %32, label %71, label %36

33:                                               ; preds = %17, %24
  %34 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %35 = load i64, ptr %34, align 8
  br label %44

36:                                               ; preds = %28, %18
  %37 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %38 = load i64, ptr %37, align 8
  %39 = tail call fastcc i64 @copy_lane(i64 noundef %0)
  %40 = icmp ne i64 %39, 0
  %41 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  %42 = icmp eq i64 %41, 0
  %43 = select i1 %40, i1 true, i1 %42
  br i1 %43, label %287, label %44

44:                                               ; preds = %33, %36
  %45 = phi i64 [ %38, %36 ], [ %35, %33 ]
  %46 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %47 = getelementptr inbounds nuw i8, ptr %46, i64 2024
  %48 = load i64, ptr %47, align 8
  %49 = tail call fastcc i64 @random_word(ptr noundef %10)
  %50 = xor i64 %49, %11
  %51 = tail call fastcc i64 @with(i64 noundef %0, i64 noundef %50)
  %52 = icmp eq i64 %51, 0
  br i1 %52, label %53, label %287

53:                                               ; preds = %44
  %54 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %55 = icmp eq i64 %54, 0
  br i1 %55, label %72, label %56

56:                                               ; preds = %53
  %57 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14976), align 8
  %58 = getelementptr inbounds nuw i8, ptr %2, i64 72
  %59 = load i64, ptr %58, align 8
  %60 = icmp eq i64 %57, %59
  br i1 %60, label %61, label %72

61:                                               ; preds = %56
  %62 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14984), align 8
  %63 = getelementptr inbounds nuw i8, ptr %2, i64 80
  %64 = load i64, ptr %63, align 8
  %65 = icmp eq i64 %62, %64
  br i1 %65, label %66, label %72

66:                                               ; preds = %61
  %67 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %68 = getelementptr inbounds nuw i8, ptr %67, i64 2024
  %69 = load i64, ptr %68, align 8
  %70 = icmp eq i64 %69, %48
  br i1 %70, label %287, label %72

71:                                               ; preds = %24, %28
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  br label %74

72:                                               ; preds = %53, %56, %61, %66
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %73 = icmp eq i64 %45, 0
  br i1 %73, label %285, label %74

74:                                               ; preds = %71, %72
  %75 = phi i64 [ 14, %71 ], [ %45, %72 ]
  %76 = phi i1 [ true, %71 ], [ false, %72 ]
  %77 = getelementptr inbounds nuw i8, ptr %2, i64 64
  %78 = load i64, ptr %77, align 8
  %79 = icmp eq i64 %78, 2
  %80 = getelementptr inbounds nuw i8, ptr %2, i64 72
  %81 = load i64, ptr %80, align 8
  %82 = getelementptr inbounds nuw i8, ptr %2, i64 80
  %83 = load i64, ptr %82, align 8
  %84 = xor i64 %81, %83
  %85 = and i64 %83, %81
  %86 = sub i64 %83, %81
  %87 = getelementptr inbounds nuw i8, ptr %2, i64 88
  %88 = load i64, ptr %87, align 8
  %89 = icmp ne i64 %78, 2
  %90 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 13448), i64 %0
  br label %91

91:                                               ; preds = %74, %157
  %92 = phi i64 [ 64, %74 ], [ %159, %157 ]
  %93 = phi i64 [ 0, %74 ], [ %158, %157 ]
  %94 = phi i64 [ 0, %74 ], [ %160, %157 ]
  %95 = getelementptr inbounds nuw i64, ptr %4, i64 %94
  store i64 0, ptr %95, align 8
  %96 = getelementptr inbounds nuw i64, ptr %3, i64 %94
  store i64 0, ptr %96, align 8
  %97 = load ptr, ptr @solver, align 8
  %98 = getelementptr inbounds nuw i8, ptr %97, i64 392
  %99 = load i64, ptr %98, align 8
  %100 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %101 = icmp ult i64 %99, %100
  br i1 %101, label %102, label %285

102:                                              ; preds = %91
  %103 = shl nuw i64 1, %94
  %104 = xor i64 %103, %11
  %105 = tail call fastcc i64 @with(i64 noundef %0, i64 noundef %104)
  %106 = icmp eq i64 %105, 0
  br i1 %106, label %107, label %285

107:                                              ; preds = %102
  %108 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %109 = icmp ne i64 %108, 0
  %110 = icmp eq i64 %108, %78
  %111 = select i1 %109, i1 %110, i1 false
  br i1 %111, label %112, label %157

112:                                              ; preds = %107
  %113 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14976), align 8
  %114 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14984), align 8
  %115 = and i64 %114, %113
  %116 = xor i64 %85, %115
  %117 = xor i64 %113, %84
  %118 = xor i64 %117, %114
  %119 = select i1 %79, i64 %116, i64 %118
  store i64 %119, ptr %96, align 8
  %120 = sub i64 %113, %114
  %121 = add i64 %120, %86
  %122 = tail call fastcc i64 @ones(i64 noundef %88)
  %123 = and i64 %122, %121
  %124 = and i64 %103, %11
  %125 = icmp eq i64 %124, 0
  %126 = sub i64 0, %123
  %127 = and i64 %122, %126
  %128 = select i1 %125, i64 %123, i64 %127
  store i64 %128, ptr %95, align 8
  %129 = icmp eq i64 %119, 0
  %130 = icmp eq i64 %128, 0
  %131 = select i1 %129, i1 %130, i1 false
  br i1 %131, label %132, label %136

132:                                              ; preds = %112
  br i1 %76, label %157, label %133

133:                                              ; preds = %132
  %134 = load i64, ptr %90, align 8
  %135 = or i64 %134, %103
  store i64 %135, ptr %90, align 8
  br label %157

136:                                              ; preds = %112
  %137 = icmp eq i64 %92, 64
  %138 = select i1 %137, i64 %94, i64 %92
  %139 = add i64 %138, 2
  %140 = icmp eq i64 %94, %139
  %141 = and i1 %140, %89
  br i1 %141, label %142, label %151

142:                                              ; preds = %136
  %143 = getelementptr inbounds nuw i64, ptr %4, i64 %138
  %144 = load i64, ptr %143, align 8
  %145 = shl i64 %144, 2
  %146 = and i64 %145, %122
  %147 = icmp eq i64 %128, %146
  br i1 %147, label %148, label %151

148:                                              ; preds = %142
  %149 = tail call fastcc i64 @try_linear(i64 noundef %0, i64 noundef %11, i64 noundef %138, i64 noundef %144)
  %150 = icmp eq i64 %149, 0
  br i1 %150, label %151, label %285

151:                                              ; preds = %148, %142, %136
  %152 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 112), align 8
  %153 = icmp ne i64 %152, 0
  %154 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  %155 = icmp eq i64 %154, 0
  %156 = select i1 %153, i1 %155, i1 false
  br i1 %156, label %285, label %157

157:                                              ; preds = %107, %132, %151, %133
  %158 = phi i64 [ %93, %133 ], [ %93, %107 ], [ %94, %151 ], [ %93, %132 ]
  %159 = phi i64 [ %92, %133 ], [ %92, %107 ], [ %138, %151 ], [ %92, %132 ]
  %160 = add nuw i64 %94, 1
  %161 = icmp eq i64 %160, %75
  br i1 %161, label %162, label %91

162:                                              ; preds = %157
  %163 = add i64 %158, 1
  %164 = icmp eq i64 %159, 64
  br i1 %164, label %285, label %165

165:                                              ; preds = %162
  %166 = getelementptr inbounds nuw i8, ptr %2, i64 64
  %167 = load i64, ptr %166, align 8
  %168 = icmp eq i64 %167, 2
  %169 = or i1 %76, %168
  br i1 %169, label %173, label %170

170:                                              ; preds = %165
  %171 = call fastcc i64 @add_up(i64 noundef %0, i64 noundef %11, ptr noundef %4, i64 noundef %75)
  %172 = icmp eq i64 %171, 0
  br i1 %172, label %173, label %285

173:                                              ; preds = %170, %165
  %174 = getelementptr inbounds nuw i8, ptr %2, i64 80
  %175 = load i64, ptr %174, align 8
  %176 = getelementptr inbounds nuw i8, ptr %2, i64 72
  %177 = load i64, ptr %176, align 8
  %178 = and i64 %175, %177
  %179 = getelementptr inbounds nuw i8, ptr %2, i64 88
  %180 = load i64, ptr %179, align 8
  %181 = tail call fastcc i64 @ones(i64 noundef %180)
  %182 = getelementptr inbounds nuw i64, ptr %4, i64 %159
  %183 = icmp ne i64 %167, 2
  %184 = sub i64 %175, %177
  %185 = icmp eq i64 %180, 32
  %186 = getelementptr inbounds nuw i8, ptr %7, i64 16
  br label %187

187:                                              ; preds = %173, %278
  %188 = phi i64 [ 0, %173 ], [ %280, %278 ]
  %189 = phi i64 [ %11, %173 ], [ %279, %278 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  br i1 %168, label %195, label %190

190:                                              ; preds = %187
  %191 = getelementptr inbounds nuw i64, ptr @solve_variable.goals, i64 %188
  %192 = load i64, ptr %191, align 8
  %193 = add i64 %175, %192
  %194 = xor i64 %193, %177
  br label %195

195:                                              ; preds = %187, %190
  %196 = phi i64 [ %194, %190 ], [ %178, %187 ]
  %197 = and i64 %181, %196
  %198 = call fastcc i32 @eliminate(ptr noundef %3, i64 noundef %75, i64 noundef %197, ptr noundef %5)
  %199 = icmp eq i32 %198, 0
  br i1 %199, label %207, label %200

200:                                              ; preds = %195
  %201 = load i64, ptr %5, align 8
  %202 = xor i64 %201, %11
  %203 = icmp eq i64 %202, %189
  br i1 %203, label %207, label %204

204:                                              ; preds = %200
  %205 = tail call fastcc i64 @solved(i64 noundef %0, i64 noundef %202)
  %206 = icmp eq i64 %205, 0
  br i1 %206, label %207, label %283

207:                                              ; preds = %200, %204, %195
  %208 = phi i64 [ %189, %195 ], [ %202, %204 ], [ %189, %200 ]
  %209 = load i64, ptr %182, align 8
  %210 = icmp ne i64 %209, 0
  %211 = select i1 %183, i1 %210, i1 false
  br i1 %211, label %212, label %278

212:                                              ; preds = %207
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  br label %213

213:                                              ; preds = %213, %212
  %214 = phi i64 [ 0, %212 ], [ %218, %213 ]
  %215 = lshr i64 %209, %214
  %216 = and i64 %215, 1
  %217 = icmp eq i64 %216, 0
  %218 = add i64 %214, 1
  br i1 %217, label %213, label %219

219:                                              ; preds = %213
  %220 = call fastcc i32 @apart_by(ptr noundef %2, i64 noundef %214, i64 noundef %188, ptr noundef %6)
  %221 = icmp eq i32 %220, 0
  br i1 %221, label %276, label %222

222:                                              ; preds = %219
  %223 = load i64, ptr %6, align 8
  %224 = add i64 %223, %184
  %225 = and i64 %224, %181
  %226 = lshr i64 %225, %214
  %227 = tail call fastcc i64 @odd_inverse(i64 noundef %215)
  %228 = mul i64 %226, %227
  %229 = sub i64 %180, %214
  %230 = tail call fastcc i64 @ones(i64 noundef %229)
  %231 = and i64 %228, %230
  %232 = tail call fastcc i64 @ones(i64 noundef %163)
  %233 = tail call fastcc i64 @ones(i64 noundef %159)
  %234 = xor i64 %233, -1
  %235 = and i64 %232, %234
  %236 = xor i64 %235, -1
  %237 = and i64 %11, %236
  %238 = shl i64 %231, %159
  %239 = add i64 %238, %11
  %240 = and i64 %239, %235
  %241 = or i64 %240, %237
  %242 = select i1 %76, i64 %239, i64 %241
  %243 = icmp ugt i64 %231, 2147483647
  %244 = and i1 %185, %243
  %245 = add i64 %242, -4294967296
  %246 = select i1 %244, i64 %245, i64 %239
  %247 = select i1 %76, i64 %246, i64 %241
  %248 = icmp eq i64 %247, %208
  br i1 %248, label %252, label %249

249:                                              ; preds = %222
  %250 = tail call fastcc i64 @solved(i64 noundef %0, i64 noundef %247)
  %251 = icmp eq i64 %250, 0
  br i1 %251, label %252, label %274

252:                                              ; preds = %249, %222
  %253 = icmp ne i64 %239, %247
  %254 = load i64, ptr %186, align 8
  %255 = icmp ult i64 %163, %254
  %256 = select i1 %253, i1 %255, i1 false
  br i1 %256, label %257, label %262

257:                                              ; preds = %252
  %258 = tail call fastcc i64 @solved(i64 noundef %0, i64 noundef %239)
  %259 = icmp eq i64 %258, 0
  br i1 %259, label %260, label %274

260:                                              ; preds = %257
  %261 = load i64, ptr %186, align 8
  br label %262

262:                                              ; preds = %260, %252
  %263 = phi i64 [ %261, %260 ], [ %254, %252 ]
  %264 = sub i64 0, %231
  %265 = and i64 %230, %264
  %266 = icmp ult i64 %163, %263
  %267 = icmp ult i64 %265, %231
  %268 = and i1 %267, %266
  br i1 %268, label %269, label %276

269:                                              ; preds = %262
  %270 = shl i64 %265, %159
  %271 = sub i64 %11, %270
  %272 = tail call fastcc i64 @solved(i64 noundef %0, i64 noundef %271)
  %273 = icmp eq i64 %272, 0
  br i1 %273, label %276, label %274

274:                                              ; preds = %257, %249, %269
  %275 = phi i64 [ %272, %269 ], [ %250, %249 ], [ %258, %257 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %283

276:                                              ; preds = %262, %269, %219
  %277 = phi i64 [ %208, %219 ], [ %247, %269 ], [ %247, %262 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %278

278:                                              ; preds = %207, %276
  %279 = phi i64 [ %277, %276 ], [ %208, %207 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  %280 = add nuw nsw i64 %188, 1
  %281 = icmp samesign ugt i64 %188, 1
  %282 = or i1 %281, %168
  br i1 %282, label %285, label %187

283:                                              ; preds = %204, %274
  %284 = phi i64 [ %275, %274 ], [ %205, %204 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  br label %285

285:                                              ; preds = %151, %91, %102, %148, %278, %283, %72, %170, %162
  %286 = phi i64 [ %284, %283 ], [ %171, %170 ], [ 0, %162 ], [ 0, %72 ], [ 0, %278 ], [ 0, %151 ], [ %149, %148 ], [ 0, %91 ], [ %105, %102 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  br label %287

287:                                              ; preds = %44, %36, %66, %285
  %288 = phi i64 [ %286, %285 ], [ 0, %66 ], [ %39, %36 ], [ %51, %44 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret i64 %288
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @copy_lane(i64 noundef %0) unnamed_addr {
  %2 = alloca [2 x i64], align 16
  %3 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %0
  %4 = tail call fastcc i64 @get(ptr noundef nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %5 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14800), align 8
  store i64 %5, ptr %2, align 16
  %6 = getelementptr inbounds nuw i8, ptr %2, i64 8
  %7 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14808), align 8
  store i64 %7, ptr %6, align 8
  %8 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14816), align 8
  %9 = tail call fastcc i64 @ones(i64 noundef %8)
  %10 = getelementptr inbounds nuw i8, ptr %3, i64 16
  %11 = load i64, ptr %10, align 8
  %12 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 128), align 8
  %13 = icmp eq i64 %0, %12
  %14 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 136), align 8
  %15 = select i1 %13, i64 %14, i64 0
  %16 = icmp eq i64 %11, 0
  %17 = getelementptr inbounds nuw i8, ptr %2, i64 8
  br i1 %16, label %78, label %18

18:                                               ; preds = %1
  %19 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  br label %20

20:                                               ; preds = %18, %72
  %21 = phi i64 [ %73, %72 ], [ %8, %18 ]
  %22 = phi i64 [ %74, %72 ], [ %19, %18 ]
  %23 = phi i64 [ %75, %72 ], [ %19, %18 ]
  %24 = phi i64 [ %76, %72 ], [ 0, %18 ]
  %25 = icmp eq i64 %23, 0
  br i1 %25, label %72, label %26

26:                                               ; preds = %20
  %27 = add i64 %24, %15
  %28 = urem i64 %27, %11
  %29 = and i64 %28, -8
  %30 = lshr i64 %4, %29
  %31 = and i64 %30, %9
  %32 = shl i64 %9, %29
  %33 = xor i64 %32, -1
  %34 = and i64 %4, %33
  br label %35

35:                                               ; preds = %26, %66
  %36 = phi i64 [ %21, %26 ], [ %67, %66 ]
  %37 = phi i64 [ %22, %26 ], [ %68, %66 ]
  %38 = phi i64 [ %21, %26 ], [ %69, %66 ]
  %39 = phi i1 [ false, %26 ], [ true, %66 ]
  %40 = phi ptr [ %2, %26 ], [ %17, %66 ]
  %41 = phi i64 [ 1, %26 ], [ 0, %66 ]
  %42 = add i64 %29, %38
  %43 = icmp ugt i64 %42, %11
  br i1 %43, label %66, label %44

44:                                               ; preds = %35
  %45 = load i64, ptr %40, align 8
  %46 = icmp eq i64 %31, %45
  br i1 %46, label %47, label %66

47:                                               ; preds = %44
  %48 = load ptr, ptr @solver, align 8
  %49 = getelementptr inbounds nuw i8, ptr %48, i64 392
  %50 = load i64, ptr %49, align 8
  %51 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %52 = icmp ult i64 %50, %51
  br i1 %52, label %53, label %66

53:                                               ; preds = %47
  %54 = getelementptr inbounds nuw i64, ptr %2, i64 %41
  %55 = load i64, ptr %54, align 8
  %56 = shl i64 %55, %29
  %57 = or i64 %56, %34
  %58 = tail call fastcc i64 @with(i64 noundef %0, i64 noundef %57)
  %59 = icmp eq i64 %58, 0
  br i1 %59, label %60, label %78

60:                                               ; preds = %53
  %61 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14816), align 8
  %62 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  %63 = icmp eq i64 %62, 0
  br i1 %63, label %64, label %66

64:                                               ; preds = %60
  store i64 %0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 128), align 8
  %65 = add i64 %61, %29
  store i64 %65, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 136), align 8
  br label %72

66:                                               ; preds = %35, %47, %44, %60
  %67 = phi i64 [ %36, %35 ], [ %36, %47 ], [ %36, %44 ], [ %61, %60 ]
  %68 = phi i64 [ %37, %35 ], [ %37, %47 ], [ %37, %44 ], [ %62, %60 ]
  %69 = phi i64 [ %38, %35 ], [ %38, %47 ], [ %38, %44 ], [ %61, %60 ]
  %70 = icmp eq i64 %68, 0
  %71 = select i1 %39, i1 true, i1 %70
  br i1 %71, label %72, label %35

72:                                               ; preds = %66, %64, %20
  %73 = phi i64 [ %21, %20 ], [ %61, %64 ], [ %67, %66 ]
  %74 = phi i64 [ %22, %20 ], [ 0, %64 ], [ %68, %66 ]
  %75 = phi i64 [ 0, %20 ], [ 0, %64 ], [ %68, %66 ]
  %76 = add i64 %24, 8
  %77 = icmp ult i64 %76, %11
  br i1 %77, label %20, label %78

78:                                               ; preds = %72, %53, %1
  %79 = phi i64 [ 0, %1 ], [ %58, %53 ], [ 0, %72 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  ret i64 %79
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @with(i64 noundef %0, i64 noundef %1) unnamed_addr {
  %3 = alloca i64, align 8
  %4 = alloca { i64, i64, i64, i64, i64, i64, i64, i64 }, align 8
  %5 = alloca { i64, i64, i64 }, align 8
  %6 = alloca { i64, i64, i64, i64, i64, i64, i64, i64, i64 }, align 8
  %7 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %0
  %8 = tail call fastcc i64 @get(ptr noundef nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  store i64 0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %9 = load ptr, ptr @solver, align 8
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %11 = load ptr, ptr %10, align 8
  %12 = call fastcc i32 @allowed(ptr noundef %11, ptr noundef nonnull %7, i64 noundef %8, i64 noundef %1, ptr noundef %3)
  %13 = icmp eq i32 %12, 0
  br i1 %13, label %64, label %14

14:                                               ; preds = %2
  %15 = load i64, ptr %3, align 8
  tail call fastcc void @put(ptr noundef nonnull %7, i64 noundef %15)
  %16 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 32), align 8
  %17 = icmp eq i64 %16, 0
  %18 = zext i1 %17 to i64
  store i64 %18, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 56), align 8
  %19 = load ptr, ptr @solver, align 8
  %20 = load ptr, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %20, i64 1928
  %22 = load i64, ptr %21, align 8
  %23 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 144), align 8
  %24 = icmp ne i64 %23, 0
  %25 = icmp ult i64 %23, %22
  %26 = select i1 %24, i1 %25, i1 false
  br i1 %26, label %27, label %28

27:                                               ; preds = %14
  store i64 %23, ptr %21, align 8
  br label %28

28:                                               ; preds = %27, %14
  %29 = tail call fastcc i64 @probe()
  %30 = load ptr, ptr @solver, align 8
  %31 = load ptr, ptr %30, align 8
  %32 = getelementptr inbounds nuw i8, ptr %31, i64 1928
  store i64 %22, ptr %32, align 8
  store i64 0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 56), align 8
  %33 = icmp eq i64 %29, 0
  br i1 %33, label %34, label %64

34:                                               ; preds = %28
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(64) %4, ptr noundef nonnull align 8 dereferenceable(64) getelementptr inbounds nuw (i8, ptr @solver, i64 14904), i64 64, i1 false)
  %35 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(24) %5, ptr noundef nonnull align 8 dereferenceable(24) getelementptr inbounds nuw (i8, ptr @solver, i64 14976), i64 24, i1 false)
  %36 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15000), align 8
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(72) %6, ptr noundef nonnull align 8 dereferenceable(72) getelementptr inbounds nuw (i8, ptr @solver, i64 15008), i64 72, i1 false)
  %37 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8), align 8
  %38 = getelementptr inbounds nuw i8, ptr %37, i64 256
  %39 = load ptr, ptr %38, align 8
  %40 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 24), align 8
  %41 = getelementptr inbounds nuw i8, ptr %39, i64 %40
  %42 = load i8, ptr %41, align 1
  %43 = load ptr, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 16), align 8
  %44 = getelementptr inbounds nuw i8, ptr %43, i64 %40
  %45 = load i8, ptr %44, align 1
  %46 = zext i8 %45 to i64
  %47 = xor i64 %46, -1
  %48 = and i8 %42, 62
  %49 = zext nneg i8 %48 to i64
  %50 = and i64 %49, %47
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %55, label %52

52:                                               ; preds = %34
  %53 = tail call fastcc i64 @repair()
  %54 = icmp eq i64 %53, 0
  br i1 %54, label %55, label %62

55:                                               ; preds = %52, %34
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(64) getelementptr inbounds nuw (i8, ptr @solver, i64 14904), ptr noundef nonnull align 8 dereferenceable(64) %4, i64 64, i1 false)
  store i64 %35, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(24) getelementptr inbounds nuw (i8, ptr @solver, i64 14976), ptr noundef nonnull align 8 dereferenceable(24) %5, i64 24, i1 false)
  store i64 %36, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15000), align 8
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(72) getelementptr inbounds nuw (i8, ptr @solver, i64 15008), ptr noundef nonnull align 8 dereferenceable(72) %6, i64 72, i1 false)
  %56 = icmp ne i64 %35, 0
  %57 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  %58 = icmp ult i64 %36, %57
  %59 = select i1 %56, i1 %58, i1 false
  br i1 %59, label %60, label %61

60:                                               ; preds = %55
  store i64 %36, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15080), align 8
  store i64 %0, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15088), align 8
  store i64 %15, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 15096), align 8
  br label %61

61:                                               ; preds = %60, %55
  tail call fastcc void @put(ptr noundef nonnull %7, i64 noundef %8)
  br label %62

62:                                               ; preds = %52, %61
  %63 = phi i64 [ 0, %61 ], [ %53, %52 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %64

64:                                               ; preds = %62, %28, %2
  %65 = phi i64 [ 0, %2 ], [ %63, %62 ], [ %29, %28 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  ret i64 %65
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @try_linear(i64 noundef %0, i64 noundef %1, i64 noundef %2, i64 noundef %3) unnamed_addr {
  %5 = alloca %struct.watch, align 8
  %6 = alloca i64, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(176) %5, ptr noundef nonnull align 8 dereferenceable(176) getelementptr inbounds nuw (i8, ptr @solver, i64 14728), i64 176, i1 false)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %7 = icmp eq i64 %3, 0
  br i1 %7, label %46, label %8

8:                                                ; preds = %4, %8
  %9 = phi i64 [ %13, %8 ], [ 0, %4 ]
  %10 = lshr i64 %3, %9
  %11 = and i64 %10, 1
  %12 = icmp eq i64 %11, 0
  %13 = add i64 %9, 1
  br i1 %12, label %8, label %14

14:                                               ; preds = %8
  %15 = getelementptr inbounds nuw i8, ptr %5, i64 72
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %5, i64 80
  %18 = load i64, ptr %17, align 8
  %19 = sub i64 %18, %16
  %20 = getelementptr inbounds nuw i8, ptr %5, i64 88
  %21 = load i64, ptr %20, align 8
  %22 = sub i64 %21, %9
  br label %23

23:                                               ; preds = %14, %43
  %24 = phi i64 [ 0, %14 ], [ %44, %43 ]
  %25 = call fastcc i32 @apart_by(ptr noundef %5, i64 noundef %9, i64 noundef %24, ptr noundef %6)
  %26 = icmp eq i32 %25, 0
  br i1 %26, label %43, label %27

27:                                               ; preds = %23
  %28 = load i64, ptr %6, align 8
  %29 = add i64 %28, %19
  %30 = tail call fastcc i64 @ones(i64 noundef %21)
  %31 = and i64 %29, %30
  %32 = lshr i64 %31, %9
  %33 = tail call fastcc i64 @odd_inverse(i64 noundef %10)
  %34 = mul i64 %32, %33
  %35 = tail call fastcc i64 @ones(i64 noundef %22)
  %36 = and i64 %34, %35
  %37 = shl i64 %36, %2
  %38 = icmp eq i64 %37, 0
  br i1 %38, label %43, label %39

39:                                               ; preds = %27
  %40 = add i64 %37, %1
  %41 = tail call fastcc i64 @with(i64 noundef %0, i64 noundef %40)
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %43, label %46

43:                                               ; preds = %39, %27, %23
  %44 = add nuw nsw i64 %24, 1
  %45 = icmp eq i64 %44, 3
  br i1 %45, label %46, label %23

46:                                               ; preds = %43, %39, %4
  %47 = phi i64 [ 0, %4 ], [ %41, %39 ], [ 0, %43 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret i64 %47
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @add_up(i64 noundef %0, i64 noundef %1, ptr noundef nonnull readonly captures(none) %2, i64 noundef %3) unnamed_addr {
  %5 = alloca [64 x i64], align 16
  %6 = alloca [64 x i64], align 16
  %7 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14800), align 8
  %8 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14808), align 8
  %9 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14816), align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %10 = icmp eq i64 %3, 0
  br i1 %10, label %113, label %11

11:                                               ; preds = %4
  %12 = add i64 %9, -1
  br label %15

13:                                               ; preds = %65
  %14 = icmp eq i64 %67, 0
  br i1 %14, label %113, label %72

15:                                               ; preds = %11, %65
  %16 = phi i64 [ 0, %11 ], [ %69, %65 ]
  %17 = phi i64 [ 0, %11 ], [ %68, %65 ]
  %18 = phi i64 [ 0, %11 ], [ %67, %65 ]
  %19 = phi i64 [ 0, %11 ], [ %70, %65 ]
  %20 = phi i64 [ 0, %11 ], [ %66, %65 ]
  %21 = getelementptr inbounds nuw i64, ptr %2, i64 %19
  %22 = load i64, ptr %21, align 8
  %23 = lshr i64 %22, %12
  %24 = and i64 %23, 1
  %25 = icmp eq i64 %24, 0
  br i1 %25, label %30, label %26

26:                                               ; preds = %15
  %27 = sub i64 0, %22
  %28 = tail call fastcc i64 @ones(i64 noundef %9)
  %29 = and i64 %28, %27
  br label %30

30:                                               ; preds = %15, %26
  %31 = phi i64 [ %29, %26 ], [ %22, %15 ]
  %32 = getelementptr inbounds nuw i64, ptr %5, i64 %19
  store i64 %31, ptr %32, align 8
  %33 = add i64 %31, -1
  %34 = icmp ult i64 %33, 1099511627775
  br i1 %34, label %35, label %65

35:                                               ; preds = %30
  %36 = lshr i64 %1, %19
  %37 = and i64 %36, 1
  %38 = icmp eq i64 %37, %24
  %39 = shl nuw i64 1, %19
  %40 = select i1 %38, i64 0, i64 %31
  %41 = add nsw i64 %40, %20
  %42 = select i1 %38, i64 0, i64 %39
  %43 = or i64 %42, %16
  %44 = add i64 %17, 1
  %45 = icmp eq i64 %17, 0
  br i1 %45, label %61, label %46

46:                                               ; preds = %35, %55
  %47 = phi i64 [ %59, %55 ], [ %17, %35 ]
  %48 = phi i64 [ %58, %55 ], [ %18, %35 ]
  %49 = getelementptr i64, ptr %6, i64 %47
  %50 = getelementptr i8, ptr %49, i64 -8
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds nuw i64, ptr %5, i64 %51
  %53 = load i64, ptr %52, align 8
  %54 = icmp ugt i64 %53, %31
  br i1 %54, label %61, label %55

55:                                               ; preds = %46
  %56 = icmp eq i64 %53, %31
  %57 = zext i1 %56 to i64
  %58 = or i64 %48, %57
  store i64 %51, ptr %49, align 8
  %59 = add i64 %47, -1
  %60 = icmp eq i64 %59, 0
  br i1 %60, label %61, label %46

61:                                               ; preds = %46, %55, %35
  %62 = phi i64 [ %18, %35 ], [ %58, %55 ], [ %48, %46 ]
  %63 = phi i64 [ 0, %35 ], [ 0, %55 ], [ %47, %46 ]
  %64 = getelementptr inbounds nuw i64, ptr %6, i64 %63
  store i64 %19, ptr %64, align 8
  br label %65

65:                                               ; preds = %30, %61
  %66 = phi i64 [ %41, %61 ], [ %20, %30 ]
  %67 = phi i64 [ %62, %61 ], [ %18, %30 ]
  %68 = phi i64 [ %44, %61 ], [ %17, %30 ]
  %69 = phi i64 [ %43, %61 ], [ %16, %30 ]
  %70 = add nuw i64 %19, 1
  %71 = icmp eq i64 %70, %3
  br i1 %71, label %13, label %15

72:                                               ; preds = %13
  %73 = sub i64 %7, %8
  %74 = sub i64 64, %9
  %75 = shl i64 %73, %74
  %76 = ashr exact i64 %75, %74
  %77 = sub i64 %66, %76
  %78 = icmp eq i64 %68, 0
  br label %79

79:                                               ; preds = %72, %110
  %80 = phi i64 [ 0, %72 ], [ %111, %110 ]
  br i1 %78, label %110, label %81

81:                                               ; preds = %79
  %82 = icmp eq i64 %80, 2
  %83 = select i1 %82, i64 -1, i64 %80
  %84 = add nsw i64 %77, %83
  br label %87

85:                                               ; preds = %87
  %86 = icmp eq i64 %103, 0
  br i1 %86, label %110, label %106

87:                                               ; preds = %81, %87
  %88 = phi i64 [ %104, %87 ], [ 0, %81 ]
  %89 = phi i64 [ %103, %87 ], [ 0, %81 ]
  %90 = phi i64 [ %98, %87 ], [ %84, %81 ]
  %91 = getelementptr inbounds nuw i64, ptr %6, i64 %88
  %92 = load i64, ptr %91, align 8
  %93 = getelementptr inbounds nuw i64, ptr %5, i64 %92
  %94 = load i64, ptr %93, align 8
  %95 = icmp sge i64 %90, %94
  %96 = zext i1 %95 to i64
  %97 = select i1 %95, i64 %94, i64 0
  %98 = sub nsw i64 %90, %97
  %99 = lshr i64 %69, %92
  %100 = and i64 %99, 1
  %101 = xor i64 %100, %96
  %102 = shl nuw i64 %101, %92
  %103 = or i64 %102, %89
  %104 = add nuw i64 %88, 1
  %105 = icmp eq i64 %104, %68
  br i1 %105, label %85, label %87

106:                                              ; preds = %85
  %107 = xor i64 %103, %1
  %108 = tail call fastcc i64 @solved(i64 noundef %0, i64 noundef %107)
  %109 = icmp eq i64 %108, 0
  br i1 %109, label %110, label %113

110:                                              ; preds = %79, %85, %106
  %111 = add nuw nsw i64 %80, 1
  %112 = icmp eq i64 %111, 3
  br i1 %112, label %113, label %79

113:                                              ; preds = %110, %106, %4, %13
  %114 = phi i64 [ 0, %13 ], [ 0, %4 ], [ 0, %110 ], [ %108, %106 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret i64 %114
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @solved(i64 noundef %0, i64 noundef %1) unnamed_addr {
  %3 = tail call fastcc i64 @with(i64 noundef %0, i64 noundef %1)
  %4 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 13448), i64 %0
  %5 = icmp eq i64 %3, 0
  %6 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %7 = icmp eq i64 %6, 0
  %8 = select i1 %5, i1 %7, i1 false
  %9 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 112), align 8
  %10 = icmp eq i64 %9, 0
  %11 = select i1 %8, i1 %10, i1 false
  br i1 %11, label %12, label %37

12:                                               ; preds = %2, %25
  %13 = phi i64 [ %27, %25 ], [ 0, %2 ]
  %14 = load i64, ptr %4, align 8
  %15 = tail call fastcc i64 @luck()
  %16 = and i64 %15, %14
  %17 = xor i64 %16, %1
  %18 = icmp eq i64 %16, 0
  br i1 %18, label %37, label %19

19:                                               ; preds = %12
  %20 = load ptr, ptr @solver, align 8
  %21 = getelementptr inbounds nuw i8, ptr %20, i64 392
  %22 = load i64, ptr %21, align 8
  %23 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 48), align 8
  %24 = icmp ult i64 %22, %23
  br i1 %24, label %25, label %37

25:                                               ; preds = %19
  %26 = tail call fastcc i64 @with(i64 noundef %0, i64 noundef %17)
  %27 = add nuw nsw i64 %13, 1
  %28 = icmp samesign ult i64 %13, 5
  %29 = icmp eq i64 %26, 0
  %30 = select i1 %28, i1 %29, i1 false
  %31 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %32 = icmp eq i64 %31, 0
  %33 = select i1 %30, i1 %32, i1 false
  %34 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 112), align 8
  %35 = icmp eq i64 %34, 0
  %36 = select i1 %33, i1 %35, i1 false
  br i1 %36, label %12, label %37

37:                                               ; preds = %25, %19, %12, %2
  %38 = phi i64 [ %3, %2 ], [ 0, %19 ], [ 0, %12 ], [ %26, %25 ]
  ret i64 %38
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @apart_by(ptr noundef nonnull readonly captures(none) %0, i64 noundef %1, i64 noundef range(i64 0, 3) %2, ptr noundef nonnull writeonly captures(none) initializes((0, 8)) %3) unnamed_addr {
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 72
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 80
  %8 = load i64, ptr %7, align 8
  %9 = sub i64 %6, %8
  %10 = tail call fastcc i64 @ones(i64 noundef %1)
  %11 = and i64 %9, %10
  %12 = icmp eq i64 %2, 0
  br i1 %12, label %23, label %13

13:                                               ; preds = %4
  %14 = icmp eq i64 %2, 1
  %15 = icmp ne i64 %11, 0
  %16 = select i1 %14, i1 %15, i1 false
  br i1 %16, label %23, label %17

17:                                               ; preds = %13
  br i1 %14, label %18, label %20

18:                                               ; preds = %17
  %19 = shl nuw i64 1, %1
  br label %23

20:                                               ; preds = %17
  %21 = shl nsw i64 -1, %1
  %22 = add i64 %11, %21
  br label %23

23:                                               ; preds = %13, %20, %18, %4
  %24 = phi i64 [ 0, %4 ], [ %22, %20 ], [ %19, %18 ], [ %11, %13 ]
  store i64 %24, ptr %3, align 8
  %25 = icmp ne i64 %2, 0
  %26 = icmp eq i64 %11, 0
  %27 = select i1 %25, i1 true, i1 %26
  %28 = zext i1 %27 to i32
  ret i32 %28
}

; Function Attrs: noinline nounwind optsize
define internal fastcc range(i64 0, 3) i64 @wander() unnamed_addr {
  %1 = alloca i64, align 8
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) @wander.before, ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), i64 8136, i1 false)
  %2 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %3 = icmp eq i64 %2, 0
  br i1 %3, label %4, label %7

4:                                                ; preds = %25, %0
  %5 = tail call fastcc i64 @probe()
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %29, label %34

7:                                                ; preds = %0, %25
  %8 = phi i64 [ %26, %25 ], [ 0, %0 ]
  %9 = getelementptr inbounds nuw %struct.variable, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8328), i64 %8
  %10 = tail call fastcc i64 @get(ptr noundef nonnull %9)
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  %11 = getelementptr inbounds nuw i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 13448), i64 %8
  %12 = load i64, ptr %11, align 8
  %13 = tail call fastcc i64 @luck()
  %14 = and i64 %13, %12
  %15 = icmp eq i64 %14, 0
  br i1 %15, label %25, label %16

16:                                               ; preds = %7
  %17 = xor i64 %14, %10
  %18 = load ptr, ptr @solver, align 8
  %19 = getelementptr inbounds nuw i8, ptr %18, i64 16
  %20 = load ptr, ptr %19, align 8
  %21 = call fastcc i32 @allowed(ptr noundef %20, ptr noundef nonnull %9, i64 noundef %10, i64 noundef %17, ptr noundef %1)
  %22 = icmp eq i32 %21, 0
  br i1 %22, label %25, label %23

23:                                               ; preds = %16
  %24 = load i64, ptr %1, align 8
  tail call fastcc void @put(ptr noundef nonnull %9, i64 noundef %24)
  br label %25

25:                                               ; preds = %23, %16, %7
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  %26 = add nuw i64 %8, 1
  %27 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 8312), align 8
  %28 = icmp ult i64 %26, %27
  br i1 %28, label %7, label %4

29:                                               ; preds = %4
  %30 = load i64, ptr getelementptr inbounds nuw (i8, ptr @solver, i64 14968), align 8
  %31 = icmp eq i64 %30, 0
  br i1 %31, label %32, label %34

32:                                               ; preds = %29
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(8136) getelementptr inbounds nuw (i8, ptr @solver, i64 176), ptr noundef nonnull align 8 dereferenceable(8136) @wander.before, i64 8136, i1 false)
  %33 = tail call fastcc i64 @probe()
  br label %34

34:                                               ; preds = %29, %4, %32
  %35 = phi i64 [ %33, %32 ], [ %5, %4 ], [ 0, %29 ]
  ret i64 %35
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc range(i32 0, 2) i32 @learn_branch(ptr noundef captures(none) %0, i64 noundef %1, i32 noundef range(i32 0, 2) %2) unnamed_addr {
  %4 = alloca [6 x i32], align 16
  %5 = alloca [6 x i32], align 16
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %6 = lshr i64 %1, 2
  %7 = getelementptr inbounds nuw i8, ptr %0, i64 28680
  %8 = getelementptr inbounds nuw i8, ptr %0, i64 4104
  br label %14

9:                                                ; preds = %14
  %10 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %11 = and i64 %6, 4095
  %12 = getelementptr inbounds nuw i8, ptr %10, i64 %11
  %13 = icmp sgt i32 %38, -1
  br i1 %13, label %43, label %51

14:                                               ; preds = %3, %14
  %15 = phi i64 [ 0, %3 ], [ %41, %14 ]
  %16 = phi i32 [ -1, %3 ], [ %40, %14 ]
  %17 = phi i32 [ -1, %3 ], [ %38, %14 ]
  %18 = getelementptr inbounds nuw i64, ptr %7, i64 %15
  %19 = load i64, ptr %18, align 8
  %20 = add i64 %19, %6
  %21 = mul i64 %20, -7046029254386353131
  %22 = lshr i64 %21, 29
  %23 = xor i64 %22, %21
  %24 = mul i64 %23, -7046029254386353131
  %25 = lshr i64 %24, 54
  %26 = trunc nuw nsw i64 %25 to i32
  %27 = getelementptr inbounds nuw i32, ptr %4, i64 %15
  store i32 %26, ptr %27, align 4
  %28 = lshr i64 %24, 32
  %29 = trunc nuw i64 %28 to i32
  %30 = and i32 %29, 2047
  %31 = or disjoint i32 %30, 2048
  %32 = getelementptr inbounds nuw i32, ptr %5, i64 %15
  store i32 %31, ptr %32, align 4
  %33 = getelementptr inbounds nuw [1024 x %struct.entry], ptr %8, i64 %15
  %34 = getelementptr inbounds nuw %struct.entry, ptr %33, i64 %25
  %35 = load i16, ptr %34, align 4
  %36 = zext i16 %35 to i32
  %37 = icmp eq i32 %31, %36
  %38 = select i1 %37, i32 %16, i32 %17
  %39 = trunc nuw nsw i64 %15 to i32
  %40 = select i1 %37, i32 %39, i32 %16
  %41 = add nuw nsw i64 %15, 1
  %42 = icmp eq i64 %41, 6
  br i1 %42, label %9, label %14

43:                                               ; preds = %9
  %44 = zext nneg i32 %38 to i64
  %45 = getelementptr inbounds nuw [1024 x %struct.entry], ptr %0, i64 %44
  %46 = getelementptr inbounds nuw i32, ptr %4, i64 %44
  %47 = load i32, ptr %46, align 4
  %48 = zext i32 %47 to i64
  %49 = getelementptr inbounds nuw %struct.entry, ptr %45, i64 %48
  %50 = getelementptr inbounds nuw i8, ptr %49, i64 4106
  br label %51

51:                                               ; preds = %9, %43
  %52 = phi ptr [ %50, %43 ], [ %12, %9 ]
  %53 = load i8, ptr %52, align 1
  %54 = icmp sgt i8 %53, -1
  %55 = zext i1 %54 to i32
  %56 = icmp sgt i32 %40, -1
  br i1 %56, label %57, label %90

57:                                               ; preds = %51
  %58 = zext nneg i32 %40 to i64
  %59 = getelementptr inbounds nuw [1024 x %struct.entry], ptr %8, i64 %58
  %60 = getelementptr inbounds nuw i32, ptr %4, i64 %58
  %61 = load i32, ptr %60, align 4
  %62 = zext i32 %61 to i64
  %63 = getelementptr inbounds nuw %struct.entry, ptr %59, i64 %62
  %64 = getelementptr inbounds nuw i8, ptr %63, i64 2
  %65 = load i8, ptr %64, align 2
  %66 = freeze i8 %65
  %67 = icmp sgt i8 %66, -1
  %68 = zext i1 %67 to i32
  %69 = getelementptr inbounds nuw i8, ptr %63, i64 3
  %70 = load i8, ptr %69, align 1
  %71 = icmp eq i8 %70, 0
  %72 = add i8 %66, 1
  %73 = icmp ult i8 %72, 2
  %74 = and i1 %71, %73
  %75 = select i1 %74, i32 %55, i32 %68
  %76 = xor i1 %54, %67
  br i1 %76, label %77, label %86

77:                                               ; preds = %57
  %78 = icmp eq i32 %2, %68
  br i1 %78, label %79, label %83

79:                                               ; preds = %77
  %80 = icmp ult i8 %70, 3
  br i1 %80, label %81, label %86

81:                                               ; preds = %79
  %82 = add nuw nsw i8 %70, 1
  store i8 %82, ptr %69, align 1
  br label %86

83:                                               ; preds = %77
  br i1 %71, label %86, label %84

84:                                               ; preds = %83
  %85 = add i8 %70, -1
  store i8 %85, ptr %69, align 1
  tail call fastcc void @step_counter(ptr noundef nonnull %64, i32 noundef %2, i32 noundef -4, i32 noundef 3)
  br label %91

86:                                               ; preds = %79, %81, %83, %57
  tail call fastcc void @step_counter(ptr noundef nonnull %64, i32 noundef %2, i32 noundef -4, i32 noundef 3)
  %87 = icmp slt i32 %38, 0
  %88 = select i1 %74, i1 %87, i1 false
  br i1 %88, label %89, label %91

89:                                               ; preds = %86
  tail call fastcc void @step_counter(ptr noundef nonnull %12, i32 noundef %2, i32 noundef -2, i32 noundef 1)
  br label %91

90:                                               ; preds = %51
  tail call fastcc void @step_counter(ptr noundef nonnull %12, i32 noundef %2, i32 noundef -2, i32 noundef 1)
  br label %91

91:                                               ; preds = %84, %86, %89, %90
  %92 = phi i32 [ %75, %86 ], [ %75, %89 ], [ %55, %90 ], [ %68, %84 ]
  %93 = icmp ne i32 %92, %2
  %94 = icmp slt i32 %40, 5
  %95 = select i1 %93, i1 %94, i1 false
  br i1 %95, label %96, label %132

96:                                               ; preds = %91
  %97 = trunc nuw nsw i32 %2 to i8
  %98 = add nsw i8 %97, -1
  %99 = sext i32 %40 to i64
  br label %102

100:                                              ; preds = %113
  %101 = sext i32 %40 to i64
  br label %120

102:                                              ; preds = %96, %113
  %103 = phi i64 [ %99, %96 ], [ %104, %113 ]
  %104 = add nsw i64 %103, 1
  %105 = getelementptr inbounds [1024 x %struct.entry], ptr %8, i64 %104
  %106 = getelementptr inbounds i32, ptr %4, i64 %104
  %107 = load i32, ptr %106, align 4
  %108 = zext i32 %107 to i64
  %109 = getelementptr inbounds nuw %struct.entry, ptr %105, i64 %108
  %110 = getelementptr inbounds nuw i8, ptr %109, i64 3
  %111 = load i8, ptr %110, align 1
  %112 = icmp eq i8 %111, 0
  br i1 %112, label %115, label %113

113:                                              ; preds = %102
  %114 = icmp slt i64 %103, 4
  br i1 %114, label %102, label %100

115:                                              ; preds = %102
  %116 = getelementptr inbounds i32, ptr %5, i64 %104
  %117 = load i32, ptr %116, align 4
  %118 = trunc i32 %117 to i16
  store i16 %118, ptr %109, align 2
  %119 = getelementptr inbounds nuw i8, ptr %109, i64 2
  store i8 %98, ptr %119, align 2
  br label %132

120:                                              ; preds = %100, %120
  %121 = phi i64 [ %101, %100 ], [ %122, %120 ]
  %122 = add nsw i64 %121, 1
  %123 = getelementptr [1024 x %struct.entry], ptr %0, i64 %122
  %124 = getelementptr inbounds i32, ptr %4, i64 %122
  %125 = load i32, ptr %124, align 4
  %126 = zext i32 %125 to i64
  %127 = getelementptr %struct.entry, ptr %123, i64 %126
  %128 = getelementptr i8, ptr %127, i64 4107
  %129 = load i8, ptr %128, align 1
  %130 = add i8 %129, -1
  store i8 %130, ptr %128, align 1
  %131 = icmp slt i64 %121, 4
  br i1 %131, label %120, label %132

132:                                              ; preds = %120, %115, %91
  %133 = zext i1 %93 to i32
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret i32 %133
}

; Function Attrs: nofree noinline norecurse nosync nounwind optsize memory(argmem: readwrite)
define internal fastcc void @remember(ptr noundef captures(none) %0, i64 noundef range(i64 0, 2) %1) unnamed_addr {
  %3 = getelementptr inbounds nuw i8, ptr %0, i64 28776
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 29288
  %5 = getelementptr inbounds nuw i8, ptr %0, i64 28680
  %6 = getelementptr inbounds nuw i8, ptr %0, i64 28728
  br label %13

7:                                                ; preds = %13
  %8 = trunc nuw nsw i64 %1 to i8
  %9 = load i64, ptr %4, align 8
  %10 = add i64 %9, 1
  store i64 %10, ptr %4, align 8
  %11 = and i64 %9, 511
  %12 = getelementptr inbounds nuw i8, ptr %3, i64 %11
  store i8 %8, ptr %12, align 1
  ret void

13:                                               ; preds = %2, %13
  %14 = phi i64 [ 0, %2 ], [ %32, %13 ]
  %15 = load i64, ptr %4, align 8
  %16 = getelementptr inbounds nuw i32, ptr @LENGTHS, i64 %14
  %17 = load i32, ptr %16, align 4
  %18 = zext i32 %17 to i64
  %19 = sub i64 %15, %18
  %20 = and i64 %19, 511
  %21 = getelementptr inbounds nuw i8, ptr %3, i64 %20
  %22 = load i8, ptr %21, align 1
  %23 = zext i8 %22 to i64
  %24 = getelementptr inbounds nuw i64, ptr %5, i64 %14
  %25 = load i64, ptr %24, align 8
  %26 = mul i64 %25, -7046029254386353131
  %27 = add i64 %26, %1
  %28 = getelementptr inbounds nuw i64, ptr %6, i64 %14
  %29 = load i64, ptr %28, align 8
  %30 = mul i64 %29, %23
  %31 = sub i64 %27, %30
  store i64 %31, ptr %24, align 8
  %32 = add nuw nsw i64 %14, 1
  %33 = icmp eq i64 %32, 6
  br i1 %33, label %7, label %13
}

; Function Attrs: mustprogress nofree noinline norecurse nosync nounwind optsize willreturn memory(argmem: readwrite)
define internal fastcc void @step_counter(ptr noundef captures(none) %0, i32 noundef range(i32 0, 2) %1, i32 noundef range(i32 -4, -1) %2, i32 noundef range(i32 1, 4) %3) unnamed_addr {
  %5 = icmp eq i32 %1, 0
  %6 = load i8, ptr %0, align 1
  %7 = sext i8 %6 to i32
  br i1 %5, label %10, label %8

8:                                                ; preds = %4
  %9 = icmp sgt i32 %3, %7
  br i1 %9, label %12, label %15

10:                                               ; preds = %4
  %11 = icmp slt i32 %2, %7
  br i1 %11, label %12, label %15

12:                                               ; preds = %10, %8
  %13 = phi i8 [ 1, %8 ], [ -1, %10 ]
  %14 = add i8 %6, %13
  store i8 %14, ptr %0, align 1
  br label %15

15:                                               ; preds = %12, %8, %10
  ret void
}

; Function Attrs: nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.umin.i64(i64, i64)

; Function Attrs: nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.ctpop.i64(i64)

; Function Attrs: nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.fshl.i64(i64, i64, i64)

; Function Attrs: nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.umax.i64(i64, i64)

; Function Attrs: nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.usub.sat.i64(i64, i64)

; Function Attrs: nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none)
declare i32 @llvm.umax.i32(i32, i32)



